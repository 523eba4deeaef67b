package org.confab.seat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;

/** All seats of a room, in order: who may sit where. Nobody sits twice. */
final class SeatMap {
  /** Stands for whichever seat is free (spec 11855). */
  static final int ANY = -1;

  private final List<Seat> seats;

  /**
   * @param used those that are stored
   */
  SeatMap(RoomKey room, int count, Collection<Seat> used) {
    seats = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      seats.add(new Seat(room, index));
    }
    for (Seat seat : used) {
      if (seat.index() < count) {
        seats.set(seat.index(), seat);
      }
    }
  }

  /**
   * Gives a seat to somebody who has none.
   *
   * @param index or {@link #ANY}
   */
  void sit(String userId, int index) {
    seatFor(userId, index).sit(userId);
  }

  /** The seat that {@link #sit} would give; refuses what it would. */
  Seat seatFor(String userId, int index) {
    checkSitting(userId, index);
    return index == ANY ? firstFree() : at(index);
  }

  /** Refuses what {@link #sit} would; that none is free is no reason, since one may become so. */
  void checkSitting(String userId, int index) {
    checkUnseated(userId);
    if (index != ANY) {
      at(index).checkFree();
    }
  }

  private void checkUnseated(String userId) {
    if (seatOf(userId).isPresent()) {
      throw new Problem(Refusal.ALREADY_SEATED, userId + " sits already.");
    }
  }

  /** Frees the seat of somebody who sits. */
  void leave(String userId) {
    taken(userId).vacate();
  }

  /**
   * Where somebody sits.
   *
   * @param expected refused when it is another; or {@link #ANY}
   */
  int indexOf(String userId, int expected) {
    int index = taken(userId).index();
    if (expected != ANY && at(expected).index() != index) {
      throw new Problem(Refusal.NOT_SEATED, userId + " does not sit on seat " + expected + ".");
    }
    return index;
  }

  void lock(int index, SeatLock lock) {
    at(index).lock(lock);
  }

  /** Refuses a number that no seat has. */
  void checkThere(int index) {
    at(index);
  }

  /** Who sits there, {@code ""} for nobody. */
  String occupant(int index) {
    return at(index).userId();
  }

  List<Seat> seats() {
    return seats;
  }

  /** Who sits, in the order of the seats. */
  List<String> seated() {
    return seats.stream().map(Seat::userId).filter(userId -> !userId.isEmpty()).toList();
  }

  /**
   * @param members who sits, by id
   */
  List<SeatInfo> infos(Map<String, MemberInfo> members) {
    return seats.stream().map(seat -> seat.info(members.get(seat.userId()))).toList();
  }

  private Seat at(int index) {
    if (index < 0 || index >= seats.size()) {
      throw new Problem(
          Refusal.NO_SUCH_SEAT,
          "There is no seat "
              + index
              + "; seats have numbers from 0 to "
              + (seats.size() - 1)
              + ".");
    }
    return seats.get(index);
  }

  private Seat firstFree() {
    return seats.stream()
        .filter(Seat::isFree)
        .findFirst()
        .orElseThrow(() -> new Problem(Refusal.SEATS_FULL, "No seat is free."));
  }

  private Seat taken(String userId) {
    return seatOf(userId)
        .orElseThrow(() -> new Problem(Refusal.NOT_SEATED, userId + " does not sit."));
  }

  private Optional<Seat> seatOf(String userId) {
    return seats.stream().filter(seat -> seat.isTakenBy(userId)).findFirst();
  }
}
