package org.confab.schedule;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.confab.kernel.RoomKey;
import org.confab.member.RoomUserPk;

/** Keeps who is invited to which room. */
@Dependent
class Attendees {
  @PersistenceContext private EntityManager em;

  /** Their ids, in one order. */
  List<String> of(RoomKey room) {
    return after(room, "", Integer.MAX_VALUE);
  }

  /** The ids that come after one in the order of ids; of all, after {@code ""}. */
  List<String> after(RoomKey room, String userId, int most) {
    return in(
            room,
            em.createQuery(
                "select a.userId from Attendee a where a.sdkAppId = :app and a.roomId = :room"
                    + " and a.userId > :after order by a.userId",
                String.class))
        .setParameter("after", userId)
        .setMaxResults(most)
        .getResultList();
  }

  boolean has(RoomKey room, String userId) {
    return em.find(Attendee.class, new RoomUserPk(room, userId)) != null;
  }

  long count(RoomKey room) {
    return in(
            room,
            em.createQuery(
                "select count(a) from Attendee a where a.sdkAppId = :app and a.roomId = :room",
                Long.class))
        .getSingleResult();
  }

  /** The ids of those who are invited, by the ids of the rooms; rooms without any are left out. */
  Map<String, List<String>> of(long sdkAppId, Collection<String> roomIds) {
    if (roomIds.isEmpty()) {
      return Map.of();
    }
    return em.createQuery(
            "select a.roomId, a.userId from Attendee a where a.sdkAppId = :app"
                + " and a.roomId in :rooms order by a.userId",
            Object[].class)
        .setParameter("app", sdkAppId)
        .setParameter("rooms", roomIds)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                columns -> (String) columns[0],
                Collectors.mapping(columns -> (String) columns[1], Collectors.toList())));
  }

  void add(RoomKey room, Collection<String> userIds) {
    userIds.forEach(userId -> em.persist(new Attendee(room, userId)));
  }

  void remove(RoomKey room, Collection<String> userIds) {
    in(
            room,
            em.createQuery(
                "delete from Attendee a where a.sdkAppId = :app and a.roomId = :room"
                    + " and a.userId in :users"))
        .setParameter("users", userIds)
        .executeUpdate();
  }

  private static <Q extends Query> Q in(RoomKey room, Q query) {
    query.setParameter("app", room.sdkAppId()).setParameter("room", room.roomId());
    return query;
  }
}
