package org.confab.media;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.confab.kernel.Caller;
import org.confab.member.Member;
import org.confab.member.MemberEvent;
import org.confab.member.MemberEvent.StreamsChanged;
import org.confab.member.MemberInfo;
import org.confab.room.Room;

/** Announces what changed about what a member sends. */
@Dependent
class StreamChanges {
  @Inject private Clock clock;
  @Inject private Event<MemberEvent> events;

  /**
   * Without a change nothing is announced.
   *
   * @param room locked
   * @param before the member as it was
   */
  void announce(Caller caller, Room room, MemberInfo before, Member member) {
    MemberInfo after = member.info(room);
    if (!after.equals(before)) {
      events.fire(new StreamsChanged(caller, before, after, room.nextSeq(), clock.instant()));
    }
  }
}
