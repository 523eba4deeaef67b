package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.room.Room;
import org.confab.room.RoomChanges;
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

  /** Switches messages off, or on again, for all members but the owner and admins (spec 11642). */
  public void muteAll(Caller caller, String roomId, boolean mute) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkModerator();
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
   * member like others from now on.
   *
   * @param from the owner so far
   * @param to in the room
   */
  public void handOver(Caller caller, String roomId, String from, String to) {
    Limits.userId("From_Account", from);
    Limits.userId("NewOwner_Account", to);
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkOwner();
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
}
