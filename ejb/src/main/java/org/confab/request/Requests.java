package org.confab.request;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.confab.kernel.RoomKey;

/** Keeps the requests. */
@Dependent
class Requests {
  /** Finds the host of a room: who owns it and is in it. */
  private static final String HOST =
      "select m.entry from Member m, Room o where m.sdkAppId = r.sdkAppId and m.roomId = %1$s"
          + " and m.userId = %2$s and o.sdkAppId = r.sdkAppId and o.roomId = %1$s"
          + " and o.ownerId = %2$s";

  @PersistenceContext private EntityManager em;

  /** The request, open or ended, if it is asked from the room or in it. */
  Optional<Request> find(RoomKey room, String id) {
    return Optional.ofNullable(em.find(Request.class, id))
        .filter(request -> request.room().equals(room) || request.askedRoom().equals(room));
  }

  /**
   * Which rooms the request is about: mostly just that of its asker. Asked before they are locked,
   * so that the request itself is read after that; none when the room is not among them.
   */
  Optional<Answering.Sides> sides(RoomKey room, String id) {
    long sdkAppId = room.sdkAppId();
    return em.createQuery(
            "select r.roomId, coalesce(r.askedRoomId, r.roomId) from Request r"
                + " where r.id = :id and r.sdkAppId = :app"
                + " and (r.roomId = :room or r.askedRoomId = :room)",
            Object[].class)
        .setParameter("id", id)
        .setParameter("app", sdkAppId)
        .setParameter("room", room.roomId())
        .getResultStream()
        .findFirst()
        .map(
            columns ->
                new Answering.Sides(
                    new RoomKey(sdkAppId, (String) columns[0]),
                    new RoomKey(sdkAppId, (String) columns[1])));
  }

  /** Those asked from a room or in it, open or ended a moment ago, in the order of asking. */
  List<Request> all(RoomKey room) {
    return Stream.concat(of(room, "1 = 1").getResultStream(), askedIn(room, "1 = 1"))
        .sorted(Comparator.comparing(Request::askedAt))
        .toList();
  }

  /** The open one about the room and another one, whichever of both is asked: at most one. */
  Optional<Request> aboutOtherRoom(RoomKey room) {
    return Stream.concat(
            of(room, "r.openMatter = :matter")
                .setParameter("matter", Action.OTHER_ROOM)
                .getResultStream(),
            askedIn(room, "r.outcome is null"))
        .findFirst();
  }

  private Stream<Request> askedIn(RoomKey room, String condition) {
    return em.createQuery(
            "select r from Request r where r.sdkAppId = :app and r.askedRoomId = :room and "
                + condition,
            Request.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .getResultStream();
  }

  /** The open applications for seats, in the order of asking. */
  List<Request> seatApplications(RoomKey room) {
    return of(room, "r.outcome is null and r.action = :action")
        .setParameter("action", Action.TAKE_SEAT)
        .getResultList();
  }

  /** Open ones by a user or put to it, within the room. */
  List<Request> concerning(RoomKey room, String userId) {
    return of(
            room,
            "r.outcome is null and r.askedRoomId is null"
                + " and (r.askerId = :user or r.subjectId = :user)")
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
        .map(Requests::toOverdue)
        .toList();
  }

  /**
   * Open ones about two rooms of which a host is not in its room any more, or does not own it, or
   * has none.
   */
  List<Answering.Overdue> deserted(int most) {
    return em.createQuery(
            "select r.sdkAppId, r.roomId, r.id from Request r where r.askedRoomId > ''"
                + " and r.outcome is null and (not exists ("
                + HOST.formatted("r.roomId", "r.askerId")
                + ") or not exists ("
                + HOST.formatted("r.askedRoomId", "r.subjectId")
                + "))",
            Object[].class)
        .setMaxResults(most)
        .getResultStream()
        .map(Requests::toOverdue)
        .toList();
  }

  private static Answering.Overdue toOverdue(Object[] columns) {
    return new Answering.Overdue(
        new RoomKey((Long) columns[0], (String) columns[1]), (String) columns[2]);
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
