package org.confab.room;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;

/** Keeps the rooms. */
@Dependent
public class Rooms {
  @PersistenceContext private EntityManager em;

  /** The room, with its row locked until the transaction ends; refused when there is none. */
  public Room lock(RoomKey key) {
    return orRefuse(key, lockIfAny(key));
  }

  /** The room, with its row locked until the transaction ends, if there is one. */
  public Optional<Room> lockIfAny(RoomKey key) {
    return Optional.ofNullable(em.find(Room.class, pk(key), LockModeType.PESSIMISTIC_WRITE));
  }

  /** The room as last committed; refused when there is none. */
  public Room find(RoomKey key) {
    return orRefuse(key, Optional.ofNullable(em.find(Room.class, pk(key))));
  }

  /** Asked in a transaction of its own, for one that has failed on the room's id. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean isOwnedBy(RoomKey key, String userId) {
    Room room = em.find(Room.class, pk(key));
    return room != null && room.isOwner(userId);
  }

  /** Keeps a new room at once, so that a second one of the same id is noticed here. */
  void add(Room room) {
    em.persist(room);
    em.flush();
  }

  void remove(Room room) {
    em.remove(room);
  }

  private static Room orRefuse(RoomKey key, Optional<Room> room) {
    return room.orElseThrow(
        () ->
            new Problem(
                Refusal.ROOM_NOT_FOUND,
                "There is no room " + key.roomId() + ", or it was dismissed."));
  }

  private static RoomPk pk(RoomKey key) {
    return new RoomPk(key.sdkAppId(), key.roomId());
  }
}
