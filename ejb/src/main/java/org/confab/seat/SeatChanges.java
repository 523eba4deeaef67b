package org.confab.seat;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.confab.kernel.Caller;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.seat.SeatEvent.SeatsChanged;

/** One change of a room's seats: from how they were to what is announced. */
@Dependent
public class SeatChanges {
  @Inject private Seats seats;
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Event<SeatEvent> events;

  /**
   * Has a member sit down, which is theirs to decide who call this.
   *
   * @param room locked
   * @param userId a member
   * @param index or {@link Seating#ANY}
   */
  public void sit(Caller caller, Room room, String userId, int index) {
    SeatMap map = seats.of(room);
    Seat seat = map.seatFor(userId, index); // before the members are read: of many who race few sit
    List<SeatInfo> before = infos(room, map);
    seat.sit(userId);
    announce(caller, room, before, map);
  }

  /** Refuses what {@link #sit} would, save that no seat is free at all: one may wait for that. */
  public void checkSitting(Room room, String userId, int index) {
    seats.of(room).checkSitting(userId, index);
  }

  /** The seats as others see them. */
  List<SeatInfo> infos(Room room, SeatMap map) {
    return map.infos(members.infos(room, map.seated()));
  }

  /**
   * Keeps the seats and announces them; without a change nothing is announced.
   *
   * @param room locked
   * @param before as they were
   */
  void announce(Caller caller, Room room, List<SeatInfo> before, SeatMap now) {
    seats.keep(now);
    List<SeatInfo> after = infos(room, now);
    if (!after.equals(before)) {
      events.fire(
          new SeatsChanged(caller, room.key(), before, after, room.nextSeq(), clock.instant()));
    }
  }
}
