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
import org.confab.member.Role;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.room.Rooms;

/**
 * What is switched off for everybody is closed with all members but the owner and admins, and who
 * was allowed it before has to ask again, in the transaction of switching it off.
 */
@ApplicationScoped
class SwitchingOff {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private StreamChanges changes;

  public void updated(@Observes @Priority(DomainEvent.AFTER_OTHERS) RoomUpdated updated) {
    for (Device device : Device.values()) {
      if (updated.info().isDisabled(device) && !updated.before().isDisabled(device)) {
        members.disallow(updated.room(), device);
        close(updated.caller(), rooms.find(updated.room()), device);
      }
    }
  }

  private void close(Caller caller, Room room, Device device) {
    for (Member member : members.sending(room.key(), device)) {
      MemberInfo before = member.info(room);
      if (before.role() == Role.MEMBER) {
        member.close(device);
        changes.announce(caller, room, before, member);
      }
    }
  }
}
