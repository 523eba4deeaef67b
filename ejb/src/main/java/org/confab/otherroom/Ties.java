package org.confab.otherroom;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomPk;

/** Keeps the ties. */
@Dependent
class Ties {
  @PersistenceContext private EntityManager em;

  /** The room's tie, if it is connected. */
  Optional<Tie> find(RoomKey room) {
    return Optional.ofNullable(em.find(Tie.class, new RoomPk(room.sdkAppId(), room.roomId())));
  }

  /**
   * With which room it is connected, if with any; asked before the rooms are locked, so that the
   * tie itself is read after that.
   */
  Optional<RoomKey> other(RoomKey room) {
    return em.createQuery(
            "select t.otherRoomId from Tie t where t.sdkAppId = :app and t.roomId = :room",
            String.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .getResultStream()
        .findFirst()
        .map(other -> new RoomKey(room.sdkAppId(), other));
  }

  /** Connected rooms whose host is not in them any more, or does not own them, or that are gone. */
  List<RoomKey> deserted(int most) {
    return em.createQuery(
            "select t.sdkAppId, t.roomId from Tie t where not exists ("
                + "select m.entry from Member m, Room r where m.sdkAppId = t.sdkAppId"
                + " and m.roomId = t.roomId and m.userId = t.hostId"
                + " and r.sdkAppId = t.sdkAppId and r.roomId = t.roomId"
                + " and r.ownerId = t.hostId)",
            Object[].class)
        .setMaxResults(most)
        .getResultStream()
        .map(columns -> new RoomKey((Long) columns[0], (String) columns[1]))
        .toList();
  }

  /** Keeps the ties of two rooms at once, so that one that is connected already is noticed here. */
  void add(Tie one, Tie other) {
    em.persist(one);
    em.persist(other);
    em.flush();
  }

  void remove(Tie tie) {
    em.remove(tie);
  }
}
