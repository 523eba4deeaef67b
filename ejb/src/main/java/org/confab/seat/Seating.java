package org.confab.seat;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.confab.app.Applications;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.member.Standing;
import org.confab.room.Room;
import org.confab.room.RoomChanges;
import org.confab.room.Rooms;
import org.confab.room.SeatMode;

/**
 * Leaving, changing and locking seats, and taking members off them (spec 11741–12034 and
 * 21782–22318); sitting down may need to be asked for, so that is in the request package. All of it
 * happens with the room's row locked, so that of those who want one seat one has it.
 */
@Stateless
public class Seating {
  /** Stands for whichever seat is free, or for wherever somebody sits. */
  public static final int ANY = SeatMap.ANY;

  /** The specification gives no limit; it is that of the reason of a kick. */
  private static final int DATA_BYTES = 1000;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private SeatChanges changes;
  @EJB private Applications applications;
  @Inject private Clock clock;
  @Inject private Event<SeatEvent> events;
  @Inject private RoomChanges roomChanges;

  /** All seats of a room as of a {@code seq}, in order; none in a room without seats. */
  public record SeatList(List<SeatInfo> seats, long seq) {}

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public SeatList list(RoomKey key) {
    Room room = rooms.find(key);
    long seq = room.info(clock.instant()).seq();
    return new SeatList(changes.infos(room, seats.ofAny(room)), seq);
  }

  /** Stands up. */
  public void leave(Caller caller, String roomId) {
    Room room = rooms.lock(caller.room(roomId));
    members.own(room, caller);
    change(caller, room, seats.of(room), all -> all.leave(caller.userId()));
  }

  /** Changes to another seat; nothing happens when it is the same. */
  public void move(Caller caller, String roomId, int index) {
    Room room = rooms.lock(caller.room(roomId));
    members.own(room, caller);
    change(
        caller,
        room,
        seats.of(room),
        all -> {
          all.checkThere(index);
          all.leave(caller.userId());
          seats.keep(all); // the constraint knows no moment between two seats
          all.sit(caller.userId(), index);
        });
  }

  /**
   * Takes a member off its seat. Nobody in the room does it to the owner, and an admin to no admin.
   *
   * @param index where it sits, or {@link #ANY}
   * @param data what the application tells it, at most 1,000 bytes
   */
  public void takeOff(Caller caller, String roomId, String userId, int index, String data) {
    Limits.userId("Member_Account", userId);
    Limits.text("Data", data, "", DATA_BYTES);
    Room room = rooms.lock(caller.room(roomId));
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    SeatMap map = seats.ofAny(room);
    int from = map.indexOf(userId, index);
    change(caller, room, map, all -> evict(caller, room, standing, all, from, data));
  }

  /**
   * Locks and unlocks a seat, for sitting or for what is sent from it. Whoever sits on one that is
   * locked for sitting is taken off first (spec 22199).
   */
  public void lock(Caller caller, String roomId, int index, SeatLock lock) {
    Room room = rooms.lock(caller.room(roomId));
    SeatMap map = seats.of(room);
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    change(
        caller,
        room,
        map,
        all -> {
          if (Boolean.TRUE.equals(lock.seat()) && !all.occupant(index).isEmpty()) {
            evict(caller, room, standing, all, index, "");
          }
          all.lock(index, lock);
        });
  }

  /** Chooses how members come to seats; those who sit stay. An empty room gets seats by that. */
  public void chooseMode(Caller caller, String roomId, SeatMode mode) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkModerator();
    roomChanges.make(caller, room, changed -> changed.seatBy(mode));
  }

  /** Adds seats, or takes free ones away from the end, up to what the plan allows. */
  public void resize(Caller caller, String roomId, int count) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkOwner();
    List<SeatInfo> before = changes.infos(room, seats.ofAny(room));
    roomChanges.make(
        caller,
        room,
        changed -> {
          changed.limitSeats(count, applications.plan(caller.sdkAppId()));
          checkFree(before.stream().skip(count).toList());
        });
    seats.removeFrom(room, count);
    changes.announce(caller, room, before, seats.ofAny(room));
  }

  private static void checkFree(List<SeatInfo> some) {
    for (SeatInfo seat : some) {
      if (seat.isTaken()) {
        throw new Problem(Refusal.SEAT_OCCUPIED, "Somebody sits on seat " + seat.index() + ".");
      }
    }
  }

  private void change(Caller caller, Room room, SeatMap map, Consumer<SeatMap> how) {
    List<SeatInfo> before = changes.infos(room, map);
    how.accept(map);
    changes.announce(caller, room, before, map);
  }

  private void evict(
      Caller caller, Room room, Standing standing, SeatMap map, int index, String data) {
    MemberInfo member = members.get(room.key(), map.occupant(index)).info(room);
    if (!member.userId().equals(caller.userId())) {
      standing.checkRemoval(member.userId(), member.role());
    }
    map.leave(member.userId());
    events.fire(
        new SeatEvent.TakenOffSeat(caller, member, index, data, room.nextSeq(), clock.instant()));
  }
}
