package org.confab.seat;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.Standing;
import org.confab.room.Room;
import org.confab.room.SeatMode;

/** Keeps the seats. */
@Dependent
public class Seats {
  @PersistenceContext private EntityManager em;

  /** Refuses a room without seats (100211). */
  public void check(Room room) {
    if (!room.hasSeats()) {
      throw new Problem(Refusal.NO_SEATS, "This room has no seats.");
    }
  }

  /** The seats of the room; refused when it has none (100211). */
  SeatMap of(Room room) {
    check(room);
    return ofAny(room);
  }

  /** The seats of the room, which may have none. */
  SeatMap ofAny(Room room) {
    return room.hasSeats()
        ? new SeatMap(room.key(), room.maxSeats(), stored(room.key()))
        : new SeatMap(room.key(), 0, List.of());
  }

  /** Whether one asks for a seat instead of taking it (spec 11777). */
  public boolean areAppliedFor(Room room, Standing standing) {
    return room.hasSeats() && room.seatMode() == SeatMode.APPLY_TO_TAKE && !standing.isModerator();
  }

  /** What a user may send. */
  public SeatRights rights(Room room, String userId) {
    if (!room.hasSeats()) {
      return SeatRights.WHOLE;
    }
    return em.createQuery(
            "select s from Seat s where s.sdkAppId = :app and s.roomId = :room"
                + " and s.userId = :user",
            Seat.class)
        .setParameter("app", room.key().sdkAppId())
        .setParameter("room", room.key().roomId())
        .setParameter("user", userId)
        .getResultStream()
        .findFirst()
        .map(seat -> seat.info(null).rights())
        .orElse(SeatRights.NONE);
  }

  /**
   * Keeps the seats as they are now; at once, so that nobody is seen on two of them while moving.
   */
  void keep(SeatMap map) {
    map.seats().stream().filter(seat -> seat.isUsed() && !em.contains(seat)).forEach(em::persist);
    em.flush();
  }

  /** Forgets the seats from a number on. */
  void removeFrom(Room room, int index) {
    em.createQuery(
            "delete from Seat s where s.sdkAppId = :app and s.roomId = :room and s.index >= :index")
        .setParameter("app", room.key().sdkAppId())
        .setParameter("room", room.key().roomId())
        .setParameter("index", index)
        .executeUpdate();
  }

  private List<Seat> stored(RoomKey room) {
    return em.createQuery(
            "select s from Seat s where s.sdkAppId = :app and s.roomId = :room", Seat.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .getResultList();
  }
}
