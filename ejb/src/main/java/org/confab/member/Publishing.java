package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;

/**
 * Who sends what. It is kept with the member, so that everybody, also who enters later, sees the
 * same.
 */
@Stateless
public class Publishing {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Event<MemberEvent> events;

  /**
   * Says what the camera stream carries from now on; what was switched off for everybody only owner
   * and admins may send.
   */
  public void camera(Caller caller, RoomKey key, boolean audio, boolean video) {
    Room room = rooms.lock(key);
    Member member = members.get(key, caller.userId());
    MemberInfo before = member.info(room.isOwner(caller.userId()));
    if (audio && !before.audio()) {
      allow(room, before, Device.MICROPHONE, Refusal.MICROPHONE_NEEDS_PERMISSION);
    }
    if (video && !before.video()) {
      allow(room, before, Device.CAMERA, Refusal.CAMERA_NEEDS_PERMISSION);
    }
    member.send(audio, video);
    announce(caller, room, member, before);
  }

  /** Says whether the screen is shared from now on. */
  public void screen(Caller caller, RoomKey key, boolean shared) {
    Room room = rooms.lock(key);
    Member member = members.get(key, caller.userId());
    MemberInfo before = member.info(room.isOwner(caller.userId()));
    if (shared && !before.screen()) {
      allow(room, before, Device.SCREEN, Refusal.SCREEN_NEEDS_PERMISSION);
    }
    member.share(shared);
    announce(caller, room, member, before);
  }

  private static void allow(Room room, MemberInfo member, Device device, Refusal otherwise) {
    if (room.isDisabled(device) && member.role() == Role.MEMBER) {
      throw new Problem(otherwise, "This is switched off for everybody; ask the host.");
    }
  }

  private void announce(Caller caller, Room room, Member member, MemberInfo before) {
    MemberInfo after = member.info(room.isOwner(member.userId()));
    if (!after.equals(before)) {
      events.fire(
          new MemberEvent.StreamsChanged(caller, before, after, room.nextSeq(), clock.instant()));
    }
  }
}
