package org.confab.callback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the callbacks that are not delivered yet.
 *
 * <p>A room's callbacks are tried in the order of their ids by one courier at a time: who wants to
 * try them moves the due time of the first one, its head, into the future. Only one succeeds in
 * that, and until then nobody else touches the room; when a courier dies, its claim runs out.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class Outbox {
  @PersistenceContext private EntityManager em;

  @Transactional(TxType.REQUIRED)
  public Optional<Subscriptions.Receiver> receiver(long sdkAppId) {
    return Optional.ofNullable(em.find(CallbackConfig.class, sdkAppId))
        .map(config -> new Subscriptions.Receiver(config.subscription(), config.token()));
  }

  @Transactional(TxType.MANDATORY)
  public void add(OutboxRow row) {
    em.persist(row);
  }

  /**
   * Claims a room.
   *
   * @param until milliseconds; the claim runs out then
   * @return its first callbacks in order; empty when there is none, or its first one is not due or
   *     claimed by somebody else
   */
  public List<OutboxRow> claim(RoomKey room, long now, long until) {
    List<OutboxRow> rows =
        em.createNamedQuery(OutboxRow.FIRST, OutboxRow.class)
            .setParameter("app", room.sdkAppId())
            .setParameter("room", room.roomId())
            .getResultList();
    if (rows.isEmpty()) {
      return rows;
    }
    OutboxRow head = rows.get(0);
    if (head.dueAt() > now) {
      if (head.dueAt() > until) {
        deferTo(head.dueAt(), room);
      }
      return List.of();
    }
    int claimed =
        em.createQuery(
                "update OutboxRow r set r.dueAt = :until where r.id = :id and r.dueAt = :due"
                    + " and r.parked = false")
            .setParameter("until", until)
            .setParameter("id", head.id())
            .setParameter("due", head.dueAt())
            .executeUpdate();
    return claimed == 1 ? rows : List.of();
  }

  /**
   * Spares the relay from finding, again and again, what waits long behind the head of its room.
   * Not so behind a claim, which ends as soon as its courier is ready.
   */
  private void deferTo(long due, RoomKey room) {
    em.createQuery(
            "update OutboxRow r set r.dueAt = :due where r.sdkAppId = :app and r.roomId = :room"
                + " and r.parked = false and r.dueAt < :due")
        .setParameter("due", due)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .executeUpdate();
  }

  /**
   * Ends a claim.
   *
   * @param done delivered or dropped; gone for good
   * @param failed the one after them that was tried in vain, already knowing what becomes of it
   */
  public void settle(List<OutboxRow> done, @Nullable OutboxRow failed) {
    if (!done.isEmpty()) {
      em.createQuery("delete from OutboxRow r where r.id in :ids")
          .setParameter("ids", done.stream().map(OutboxRow::id).toList())
          .executeUpdate();
    }
    if (failed != null) {
      // not a merge: who was slower than its claim must not bring back what another deleted
      em.createQuery(
              "update OutboxRow r set r.attempts = :attempts, r.dueAt = :due, r.parked = :parked,"
                  + " r.lastError = :error where r.id = :id")
          .setParameter("attempts", failed.attempts())
          .setParameter("due", failed.dueAt())
          .setParameter("parked", failed.isParked())
          .setParameter("error", failed.lastError())
          .setParameter("id", failed.id())
          .executeUpdate();
    }
  }

  /** Ends a claim and makes the next one, as {@link #settle} and {@link #claim} do. */
  public List<OutboxRow> goOn(
      RoomKey room, List<OutboxRow> done, @Nullable OutboxRow failed, long now, long until) {
    settle(done, failed);
    return claim(room, now, until);
  }

  /**
   * Rooms whose callbacks should have been on their way: to be retried, or forgotten by a crash.
   *
   * @param now milliseconds
   * @param grace milliseconds that a fresh callback has before it counts as forgotten
   */
  @Transactional(TxType.REQUIRED)
  public List<RoomKey> overdue(long now, long grace, int limit) {
    return em.createQuery(
            "select distinct r.sdkAppId, r.roomId from OutboxRow r where r.parked = false"
                + " and r.dueAt <= :now and (r.attempts > 0 or r.dueAt <= :forgotten)",
            Object[].class)
        .setParameter("now", now)
        .setParameter("forgotten", now - grace)
        .setMaxResults(limit)
        .getResultStream()
        .map(columns -> new RoomKey((Long) columns[0], (String) columns[1]))
        .toList();
  }

  /** When the first callback of a room is to be tried, or its claim runs out, in milliseconds. */
  @Transactional(TxType.REQUIRED)
  public Optional<Long> headDueAt(RoomKey room) {
    return em.createQuery(
            "select r.dueAt from OutboxRow r where r.sdkAppId = :app and r.roomId = :room"
                + " and r.parked = false order by r.id",
            Long.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  @Transactional(TxType.REQUIRED)
  public long count(boolean parked) {
    return em.createQuery("select count(r) from OutboxRow r where r.parked = :parked", Long.class)
        .setParameter("parked", parked)
        .getSingleResult();
  }

  /** When the oldest callback that still waits came about, in milliseconds. */
  @Transactional(TxType.REQUIRED)
  public Optional<Long> oldest() {
    return Optional.ofNullable(
        em.createQuery(
                "select min(r.createdAt) from OutboxRow r where r.parked = false", Long.class)
            .getSingleResult());
  }
}
