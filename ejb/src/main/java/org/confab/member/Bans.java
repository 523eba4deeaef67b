package org.confab.member;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;

/** Keeps the bans. */
@Dependent
class Bans {
  @PersistenceContext private EntityManager em;

  Optional<Ban> find(RoomKey room, String userId) {
    return Optional.ofNullable(em.find(Ban.class, new RoomUserPk(room, userId)));
  }

  /** Bans in force made after the given place, in the order they were made. */
  List<Ban> page(RoomKey room, long afterPlace, int count, Instant now) {
    return em.createQuery(
            "select b from Ban b where b.sdkAppId = :app and b.roomId = :room and b.place > :after"
                + " and b.until > :now order by b.place",
            Ban.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setParameter("after", afterPlace)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(count)
        .getResultList();
  }

  void add(Ban ban) {
    em.persist(ban);
  }

  void remove(Ban ban) {
    em.remove(ban);
  }

  /** Forgets those that are over. */
  void removeEnded(RoomKey room, Instant now) {
    em.createQuery(
            "delete from Ban b where b.sdkAppId = :app and b.roomId = :room and b.until <= :now")
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setParameter("now", now.toEpochMilli())
        .executeUpdate();
  }
}
