package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
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
    Room room = lock(caller, roomId, marks);
    for (MemberMarks given : marks) {
      Marks more = Marks.of(given.marks()).checkedToSet();
      change(caller, room, given.userId(), has -> has.with(more));
    }
    Marks.checkKinds(members.marks(room.key()));
  }

  /** Takes marks from members; what a member has not is no matter. */
  public void delete(Caller caller, String roomId, List<MemberMarks> marks) {
    Room room = lock(caller, roomId, marks);
    for (MemberMarks given : marks) {
      Marks some = Marks.of(given.marks()).checked();
      change(caller, room, given.userId(), has -> has.without(some));
    }
  }

  private Room lock(Caller caller, String roomId, List<MemberMarks> marks) {
    Limits.count("MemberList", marks.size(), MEMBERS_AT_ONCE);
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkOwner();
    return room;
  }

  private void change(Caller caller, Room room, String userId, UnaryOperator<Marks> how) {
    Member member = members.get(room.key(), userId);
    MemberInfo before = member.info(room);
    member.mark(how);
    changes.announce(caller, room, before, member, clock.instant());
  }
}
