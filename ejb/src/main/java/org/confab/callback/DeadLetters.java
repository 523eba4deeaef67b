package org.confab.callback;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import org.confab.kernel.Limits;

/** The callbacks that were given up, for the application's administrator. */
@Stateless
public class DeadLetters {
  private static final int PAGE = 100;

  @PersistenceContext private EntityManager em;
  @Inject private Outbox outbox;
  @Inject private Clock clock;
  @Inject private Event<CallbackDue> due;

  /**
   * Up to a hundred of them in order.
   *
   * @param after the id of the last one already seen, 0 to begin with
   */
  public List<DeadLetter> list(long sdkAppId, long after) {
    return em.createQuery(
            "select r from OutboxRow r where r.sdkAppId = :app and r.parked = true"
                + " and r.id > :after order by r.id",
            OutboxRow.class)
        .setParameter("app", sdkAppId)
        .setParameter("after", after)
        .setMaxResults(PAGE)
        .getResultStream()
        .map(OutboxRow::deadLetter)
        .toList();
  }

  /** Delivers it before everything of its room that came about later and is not delivered yet. */
  public void replay(long sdkAppId, long id) {
    OutboxRow row = find(sdkAppId, id);
    // Its room may be claimed right now: the one that came back waits until that is over.
    row.replayAt(Math.max(clock.millis(), outbox.headDueAt(row.room()).orElse(0L)));
    due.fire(new CallbackDue(row.room()));
  }

  public void discard(long sdkAppId, long id) {
    em.remove(find(sdkAppId, id));
  }

  private OutboxRow find(long sdkAppId, long id) {
    OutboxRow row = em.find(OutboxRow.class, id);
    if (row == null || !row.isParked() || row.room().sdkAppId() != sdkAppId) {
      throw Limits.invalid("There is no dead letter " + id + ".");
    }
    return row;
  }
}
