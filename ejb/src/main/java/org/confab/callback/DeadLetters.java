package org.confab.callback;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.confab.kernel.Limits;

/** The callbacks that were given up, for the application's administrator. */
@Stateless
public class DeadLetters {
  /** Most that are listed, replayed or discarded by name at once. */
  public static final int NAMED_AT_ONCE = 100;

  private static final int REPLAYED_AT_ONCE = 1000;
  private static final String PARKED =
      "from OutboxRow r where r.sdkAppId = :app and r.parked = true";

  @PersistenceContext private EntityManager em;
  @Inject private Outbox outbox;
  @Inject private Clock clock;
  @Inject private Event<CallbackDue> due;

  /** Some in order; {@code next} continues after them, 0 at the end. */
  public record Page(List<DeadLetter> letters, long next, long total) {}

  /**
   * Those after the given place in the order in which they came about.
   *
   * @param after the id of the last one already seen, 0 to begin with
   * @param count 1 to {@link #NAMED_AT_ONCE}
   */
  public Page list(long sdkAppId, long after, int count) {
    List<OutboxRow> found =
        em.createQuery("select r " + PARKED + " and r.id > :after order by r.id", OutboxRow.class)
            .setParameter("app", sdkAppId)
            .setParameter("after", after)
            .setMaxResults(count + 1)
            .getResultList();
    List<DeadLetter> page = found.stream().limit(count).map(OutboxRow::deadLetter).toList();
    long next = found.size() > count ? page.get(count - 1).id() : 0;
    return new Page(page, next, count(sdkAppId));
  }

  public long count(long sdkAppId) {
    return em.createQuery("select count(r) " + PARKED, Long.class)
        .setParameter("app", sdkAppId)
        .getSingleResult();
  }

  /**
   * Delivers some anew, all or none of them: in their order, and before everything of their rooms
   * that came about later and is not delivered yet.
   *
   * @param ids 1 to {@link #NAMED_AT_ONCE}
   * @return how many
   */
  public int replay(long sdkAppId, List<Long> ids) {
    List<OutboxRow> rows = find(sdkAppId, ids);
    rows.forEach(this::replay);
    return rows.size();
  }

  /**
   * Delivers the oldest thousand anew.
   *
   * @return how many there were
   */
  public int replayOldest(long sdkAppId) {
    TypedQuery<OutboxRow> oldest =
        em.createQuery("select r " + PARKED + " order by r.id", OutboxRow.class)
            .setParameter("app", sdkAppId)
            .setMaxResults(REPLAYED_AT_ONCE);
    List<OutboxRow> rows = oldest.getResultList();
    rows.forEach(this::replay);
    return rows.size();
  }

  /** Forgets some, all or none of them. */
  public void discard(long sdkAppId, List<Long> ids) {
    find(sdkAppId, ids).forEach(em::remove);
  }

  private void replay(OutboxRow row) {
    // Its room may be claimed right now: the one that came back waits until that is over.
    row.replayAt(Math.max(clock.millis(), outbox.headDueAt(row.room()).orElse(0L)));
    due.fire(new CallbackDue(row.room()));
  }

  private List<OutboxRow> find(long sdkAppId, List<Long> ids) {
    Limits.count("DeadLetterIdList", ids.size(), NAMED_AT_ONCE);
    return new TreeSet<>(ids).stream().map(id -> find(sdkAppId, id)).toList();
  }

  private OutboxRow find(long sdkAppId, long id) {
    OutboxRow row = em.find(OutboxRow.class, id);
    if (row == null || !row.isParked() || row.room().sdkAppId() != sdkAppId) {
      throw Limits.invalid("There is no dead letter " + id + ".");
    }
    return row;
  }
}
