package org.confab.member;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.room.Room;

/** Takes members out of rooms, whatever the cause, and announces it. */
@Dependent
class Departures {
  private static final int REASON_BYTES = 1000;

  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Event<MemberEvent> events;

  static void checkReason(String reason) {
    Limits.text("Reason", reason, "", REASON_BYTES);
  }

  /**
   * @param room locked
   */
  void leave(Caller caller, Room room, Member member, LeaveCause cause, String reason) {
    MemberInfo info = member.info(room);
    members.remove(member);
    room.release();
    events.fire(
        new MemberEvent.MemberLeft(
            caller, info, cause, reason, room.memberCount(), room.nextSeq(), clock.instant()));
  }
}
