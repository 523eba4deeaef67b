package org.confab.media;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.member.Member;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatRights;

/**
 * Takes from members what they may not send any more, because they left their seats or those were
 * locked, in the transaction that changed the seats.
 */
@ApplicationScoped
class Silencing {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private StreamChanges changes;

  public void changed(@Observes @Priority(DomainEvent.AFTER_OTHERS) SeatsChanged changed) {
    Room room = rooms.find(changed.room());
    changed
        .rights()
        .forEach(
            (userId, rights) ->
                members
                    .find(room.key(), userId)
                    .ifPresent(member -> restrict(changed.caller(), room, member, rights)));
  }

  private void restrict(Caller caller, Room room, Member member, SeatRights rights) {
    MemberInfo before = member.info(room);
    if (before.audio() && !rights.audio()) {
      member.stop(Device.MICROPHONE);
    }
    if (before.video() && !rights.video()) {
      member.stop(Device.CAMERA);
    }
    if (before.screen() && !rights.video()) {
      member.stop(Device.SCREEN);
    }
    changes.announce(caller, room, before, member);
  }
}
