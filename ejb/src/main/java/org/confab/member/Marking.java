package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Setting and deleting members' marks, of all who are named or of none (spec 20999–21139). */
@Stateless
public class Marking {
  private static final int MEMBERS_AT_ONCE = 10;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Changes changes;

  /**
   * Gives members marks besides those they have. The members of a room have marks of at most 10
   * kinds.
   *
   * @param marks for 1 to 10 members
   */
  public void set(Caller caller, String roomId, List<MemberMarks> marks) {
    Limits.count("MemberList", marks.size(), MEMBERS_AT_ONCE);
    List<Marks> more = marks.stream().map(given -> Marks.of(given.marks()).checkedToSet()).toList();
    Room room = lock(caller, roomId, marks);
    List<Marks> inUse = new ArrayList<>(members.marks(room.key()));
    inUse.addAll(more);
    Marks.checkKinds(inUse); // before any is set: the row of a member holds no more
    for (MemberMarks given : marks) {
      change(caller, room, given.userId(), has -> has.with(Marks.of(given.marks())));
    }
  }

  /** Takes marks from members; what a member has not is no matter. */
  public void delete(Caller caller, String roomId, List<MemberMarks> marks) {
    Limits.count("MemberList", marks.size(), MEMBERS_AT_ONCE);
    marks.forEach(given -> Marks.of(given.marks()).checked());
    Room room = lock(caller, roomId, marks);
    for (MemberMarks given : marks) {
      change(caller, room, given.userId(), has -> has.without(Marks.of(given.marks())));
    }
  }

  /** The room, when the caller may mark in it and all who are named are in it. */
  private Room lock(Caller caller, String roomId, List<MemberMarks> marks) {
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkOwner();
    marks.forEach(given -> members.get(room.key(), given.userId()));
    return room;
  }

  private void change(Caller caller, Room room, String userId, UnaryOperator<Marks> how) {
    Member member = members.get(room.key(), userId);
    MemberInfo before = member.info(room);
    member.mark(how);
    changes.announce(caller, room, before, member, clock.instant());
  }
}
