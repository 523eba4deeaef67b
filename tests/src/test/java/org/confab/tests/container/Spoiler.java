package org.confab.tests.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.room.RoomEvent;

/** Makes the opening of some rooms fail when all was done but the commit. */
@ApplicationScoped
public class Spoiler {
  static final String REFUSED = "refused-";
  static final String BROKEN = "broken-";

  /** After all observers of the application. */
  public void spoil(@Observes @Priority(Integer.MAX_VALUE) RoomEvent.RoomCreated event) {
    String roomId = event.room().roomId();
    if (roomId.startsWith(REFUSED)) {
      throw new Problem(Refusal.INTERNAL, "spoiled");
    }
    if (roomId.startsWith(BROKEN)) {
      throw new IllegalStateException("spoiled");
    }
  }
}
