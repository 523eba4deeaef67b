package org.confab.request;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.confab.kernel.DomainEvent;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomType;

/**
 * With a room go the requests asked from it. Where one was put to the host of another room, that is
 * told in a transaction of its own, since this one has locked a room already. Were it lost with the
 * server, the host would find out by answering.
 */
@ApplicationScoped
class Dismissing {
  private static final System.Logger LOG = System.getLogger(Dismissing.class.getName());

  @Inject private Requests requests;
  @Inject private RequestChanges changes;
  @EJB private Answering answering;
  @Inject private Clock clock;
  @Inject private Event<AskerGone> gone;
  @Resource private ManagedExecutorService threads;

  public void destroyed(@Observes @Priority(DomainEvent.AFTER_OTHERS) RoomDestroyed destroyed) {
    if (destroyed.info().type() == RoomType.LIVE) {
      requests
          .aboutOtherRoom(destroyed.room())
          .filter(request -> request.room().equals(destroyed.room()))
          .map(request -> changes.info(request).takenBack(clock.instant()))
          .ifPresent(request -> gone.fire(new AskerGone(request)));
    }
  }

  public void told(@Observes(during = TransactionPhase.AFTER_SUCCESS) AskerGone asker) {
    threads.execute(
        () -> {
          try {
            answering.tellGone(asker.request());
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Could not tell that " + asker.request() + " is gone", e);
          }
        });
  }
}
