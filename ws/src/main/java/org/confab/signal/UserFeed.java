package org.confab.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.confab.kernel.UserKey;
import org.confab.schedule.ConferenceEvent;

/** Tells users what concerns them, wherever they are, as far as they are connected here. */
@ApplicationScoped
class UserFeed {
  @Inject private Connections connections;

  void happened(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConferenceEvent event) {
    long sdkAppId = event.room().sdkAppId();
    String message = ConferenceMessages.of(event);
    for (String userId : event.audience()) {
      connections
          .of(new UserKey(sdkAppId, userId))
          .ifPresent(connection -> connection.send(message));
    }
  }
}
