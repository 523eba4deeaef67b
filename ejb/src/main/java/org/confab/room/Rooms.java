package org.confab.room;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;

/** Keeps the rooms. */
@Dependent
public class Rooms {
  /** How the SQLSTATE of what an integrity constraint forbids begins. */
  private static final String INTEGRITY = "23";

  @PersistenceContext private EntityManager em;
  @Inject private Turns turns;

  /**
   * Waits for the transaction's turn in the room, before it asks the database anything: for what a
   * crowd does at once. Locking the room does the same, if it has not been done.
   */
  public void await(RoomKey key) {
    turns.await(key);
  }

  /** The room, with its row locked until the transaction ends; refused when there is none. */
  public Room lock(RoomKey key) {
    return orRefuse(key, lockIfAny(key));
  }

  /** The room, with its row locked until the transaction ends, if there is one. */
  public Optional<Room> lockIfAny(RoomKey key) {
    await(key);
    return Optional.ofNullable(em.find(Room.class, pk(key), LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Rooms, locked until the transaction ends.
   *
   * @param keys of which rooms there may be some no more
   */
  public record Locked(List<RoomKey> keys, List<Room> rooms) {
    /** The room; refused when there is none. */
    public Room get(RoomKey key) {
      return orRefuse(key, find(key));
    }

    public Optional<Room> find(RoomKey key) {
      return rooms.stream().filter(room -> room.key().equals(key)).findFirst();
    }
  }

  /**
   * Locks two rooms of an application, which may be one and the same. All that lock two do it in
   * the same order, so that none waits for another in a circle; for that none may be locked before.
   */
  public Locked lockBoth(RoomKey one, RoomKey other) {
    List<RoomKey> keys =
        Stream.of(one, other).distinct().sorted(Comparator.comparing(RoomKey::roomId)).toList();
    List<Room> there = new ArrayList<>();
    keys.forEach(key -> lockIfAny(key).ifPresent(there::add));
    return new Locked(keys, there);
  }

  /** The room as last committed; refused when there is none. */
  public Room find(RoomKey key) {
    return orRefuse(key, Optional.ofNullable(em.find(Room.class, pk(key))));
  }

  /** Who owns the room, if there is one; as the database has it, whatever the cache knows. */
  Optional<String> ownerOf(RoomKey key) {
    return em.createQuery(
            "select r.ownerId from Room r where r.sdkAppId = :app and r.roomId = :room",
            String.class)
        .setParameter("app", key.sdkAppId())
        .setParameter("room", key.roomId())
        .getResultStream()
        .findFirst();
  }

  /** Rooms without members that ended, and were opened, before a time. */
  List<RoomKey> endedBefore(Instant time, int most) {
    return em.createQuery(
            "select r.sdkAppId, r.roomId from Room r where r.timetable.endsAt <= :time"
                + " and r.createdAt <= :time and r.memberCount = 0",
            Object[].class)
        .setParameter("time", time.toEpochMilli())
        .setMaxResults(most)
        .getResultStream()
        .map(columns -> new RoomKey((Long) columns[0], (String) columns[1]))
        .toList();
  }

  /** Keeps a new room at once, so that a second one of the same id is noticed here. */
  void add(Room room) {
    em.persist(room);
    em.flush();
  }

  /** Whether a room was not kept because there was one of the same id. */
  static boolean isTaken(PersistenceException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.startsWith(INTEGRITY);
      }
    }
    return false;
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
