package org.confab.member;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.room.Room;

/** Announces what changed about members. */
@Dependent
class Changes {
  @Inject private Event<MemberEvent> events;

  /**
   * Without a change nothing is announced.
   *
   * @param room locked
   * @param before the member as it was
   */
  void announce(Caller caller, Room room, MemberInfo before, Member member, Instant now) {
    MemberInfo after = member.info(room);
    if (!after.equals(before)) {
      events.fire(new MemberEvent.MemberChanged(caller, before, after, room.nextSeq(), now));
    }
  }
}
