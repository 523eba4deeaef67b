package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.RoomChanges;
import org.confab.room.RoomType;
import org.confab.room.Rooms;

/** What the owner, admins and the application decide about members. */
@Stateless
public class Moderation {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Changes changes;
  @Inject private RoomChanges roomChanges;

  /**
   * Changes what is given of a member and nothing else (spec 20764–20886); without a change nothing
   * is announced.
   */
  public void change(Caller caller, String roomId, MemberChange change) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkChange(change, change.userId().equals(caller.userId()));
    Member member = members.get(room.key(), change.userId());
    MemberInfo before = member.info(room);
    member.change(change, room.isOwner(member.userId()));
    changes.announce(caller, room, before, member, clock.instant());
  }

  /**
   * Makes somebody an admin or an ordinary member, or gives it the room (spec 11684). All of that
   * is the owner's to decide.
   */
  public void giveRole(Caller caller, String roomId, String userId, Role role) {
    if (role == Role.OWNER) {
      handOver(caller, roomId, caller.userId(), userId);
    } else {
      change(caller, roomId, new MemberChange(userId, null, role, null));
    }
  }

  /**
   * Calls the room otherwise.
   *
   * @param name at most 100 bytes, {@code ""} for the room's id
   */
  public void rename(Caller caller, String roomId, String name) {
    Room room = lockForModerator(caller, roomId);
    roomChanges.make(caller, room, changed -> changed.rename(name));
  }

  /**
   * Sets the password for who enters from now on.
   *
   * @param password at most 32 bytes, {@code ""} for none
   */
  public void protect(Caller caller, String roomId, String password) {
    Room room = lockForModerator(caller, roomId);
    roomChanges.make(caller, room, changed -> changed.protect(password));
  }

  /**
   * Switches a device off, or on again, for all members but the owner and admins (spec 11609). Who
   * sends from it is closed. Live rooms have seats for this (spec 5940); one that was created with
   * devices off gets them on.
   */
  public void switchOff(Caller caller, String roomId, Device device, boolean off) {
    Room room = lockForModerator(caller, roomId);
    if (off && room.type() == RoomType.LIVE) {
      throw new Problem(
          Refusal.NOT_IN_THIS_ROOM_TYPE,
          "In a live room nothing is switched off for everybody; lock seats instead.");
    }
    roomChanges.make(caller, room, changed -> changed.switchOff(device, off));
  }

  /** Switches messages off, or on again, for all members but the owner and admins (spec 11642). */
  public void muteAll(Caller caller, String roomId, boolean mute) {
    Room room = lockForModerator(caller, roomId);
    roomChanges.make(caller, room, changed -> changed.switchMessages(mute));
  }

  /** Switches messages off, or on again, for one member (spec 11660). */
  public void mute(Caller caller, String roomId, String userId, boolean mute) {
    Room room = rooms.lock(caller.room(roomId));
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    Member member = members.get(room.key(), userId);
    MemberInfo before = member.info(room);
    standing.checkMuting(userId, before.role());
    member.switchMessages(mute);
    changes.announce(caller, room, before, member, clock.instant());
  }

  /**
   * Gives the room to another member (spec 20889–20996). The one who had it, if in the room, is a
   * member like others from now on. The owner of a live room only dismisses it (-2102, spec 19204);
   * the application may give it to another.
   *
   * @param from the owner so far
   * @param to in the room
   */
  public void handOver(Caller caller, String roomId, String from, String to) {
    Limits.userId("From_Account", from);
    Limits.userId("NewOwner_Account", to);
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkOwner();
    if (room.type() == RoomType.LIVE && !caller.administrator()) {
      throw new Problem(
          Refusal.NOT_IN_THIS_ROOM_TYPE, "A live room is not handed over, only dismissed.");
    }
    Instant now = clock.instant();
    Optional<Member> last = members.find(room.key(), from);
    Optional<MemberInfo> lastBefore = last.map(member -> member.info(room));
    Member next = members.get(room.key(), to);
    MemberInfo nextBefore = next.info(room);
    next.own();
    if (roomChanges.make(caller, room, changed -> changed.handOver(from, to))) {
      last.ifPresent(
          member -> changes.announce(caller, room, lastBefore.orElseThrow(), member, now));
      changes.announce(caller, room, nextBefore, next, now);
    }
  }

  private Room lockForModerator(Caller caller, String roomId) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkModerator();
    return room;
  }
}
