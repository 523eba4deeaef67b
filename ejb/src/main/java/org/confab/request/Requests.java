package org.confab.request;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;

/** Keeps the requests. */
@Dependent
class Requests {
  @PersistenceContext private EntityManager em;

  /** The request, open or ended, if the room has it. */
  Optional<Request> find(RoomKey room, String id) {
    return of(room, "r.id = :id").setParameter("id", id).getResultStream().findFirst();
  }

  /** Those of a room, open or ended a moment ago, in the order of asking. */
  List<Request> all(RoomKey room) {
    return of(room, "1 = 1").getResultList();
  }

  /** The open applications for seats, in the order of asking. */
  List<Request> seatApplications(RoomKey room) {
    return of(room, "r.outcome is null and r.action = :action")
        .setParameter("action", Action.TAKE_SEAT)
        .getResultList();
  }

  /** Open ones by a user or put to it. */
  List<Request> concerning(RoomKey room, String userId) {
    return of(room, "r.outcome is null and (r.askerId = :user or r.subjectId = :user)")
        .setParameter("user", userId)
        .getResultList();
  }

  /** The open ones about a matter of some users: at most one of each. */
  List<Request> about(RoomKey room, String matter, Collection<String> userIds) {
    return of(room, "r.openMatter = :matter and r.subjectId in :users")
        .setParameter("matter", matter)
        .setParameter("users", userIds)
        .getResultList();
  }

  private TypedQuery<Request> of(RoomKey room, String condition) {
    return em.createQuery(
            "select r from Request r where r.sdkAppId = :app and r.roomId = :room and "
                + condition
                + " order by r.askedAt, r.id",
            Request.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId());
  }

  /**
   * Open ones that have had their time. The lower bound spares H2 those without a deadline, which
   * come first in its index.
   */
  List<Answering.Overdue> overdue(Instant now, int most) {
    return em.createQuery(
            "select r.sdkAppId, r.roomId, r.id from Request r where r.outcome is null"
                + " and r.deadline between 0 and :now order by r.deadline",
            Object[].class)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(most)
        .getResultStream()
        .map(
            columns ->
                new Answering.Overdue(
                    new RoomKey((Long) columns[0], (String) columns[1]), (String) columns[2]))
        .toList();
  }

  void forgetEndedBefore(Instant time) {
    em.createQuery("delete from Request r where r.endedAt < :time")
        .setParameter("time", time.toEpochMilli())
        .executeUpdate();
  }

  /** Keeps a new one at once, so that a second one of the same is noticed here. */
  void add(Request request) {
    em.persist(request);
    em.flush();
  }
}
