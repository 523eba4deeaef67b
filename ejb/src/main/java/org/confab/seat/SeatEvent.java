package org.confab.seat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;

/** What happens to the seats of a room. */
public sealed interface SeatEvent extends DomainEvent {

  /**
   * Somebody sat down, stood up or moved, or seats were locked, unlocked, added or taken away.
   *
   * @param before all seats as they were, in order
   * @param seats all seats as they are, in order
   */
  record SeatsChanged(
      Caller caller,
      RoomKey room,
      List<SeatInfo> before,
      List<SeatInfo> seats,
      long seq,
      Instant at)
      implements SeatEvent {

    /** Seats on which somebody sits who did not before. */
    public List<SeatInfo> seated() {
      return takenOtherwise(seats, before);
    }

    /** Seats as they were, on which somebody sat who no longer does. */
    public List<SeatInfo> left() {
      return takenOtherwise(before, seats);
    }

    /** What those may send now whose seats are not as they were. */
    public Map<String, SeatRights> rights() {
      Map<String, SeatRights> rights = new HashMap<>();
      left().forEach(seat -> rights.put(seat.userId(), SeatRights.NONE));
      seats.stream()
          .filter(seat -> seat.isTaken() && !before.contains(seat))
          .forEach(seat -> rights.put(seat.userId(), seat.rights()));
      return rights;
    }

    private static List<SeatInfo> takenOtherwise(List<SeatInfo> these, List<SeatInfo> those) {
      return these.stream()
          .filter(SeatInfo::isTaken)
          .filter(
              seat ->
                  those.size() <= seat.index()
                      || !those.get(seat.index()).userId().equals(seat.userId()))
          .toList();
    }
  }

  /**
   * A member was taken off its seat by another.
   *
   * @param data what the application tells it, else {@code ""}
   */
  record TakenOffSeat(
      Caller caller, MemberInfo member, int index, String data, long seq, Instant at)
      implements SeatEvent {
    @Override
    public RoomKey room() {
      return member.room();
    }
  }
}
