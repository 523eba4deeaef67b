package org.confab.media;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.Member;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.member.Role;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;
import org.confab.seat.SeatRights;
import org.confab.seat.Seats;

/**
 * Who sends what. It is kept with the member, so that everybody, also who enters later, sees the
 * same.
 */
@Stateless
public class Publishing {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private StreamChanges changes;

  /**
   * Refuses what the member may not send: in a room with seats what its seat does not allow; and
   * what was switched off for everybody only owner and admins may begin, and whom they allowed it.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void check(Caller caller, RoomKey key, Stream stream, boolean audio, boolean video) {
    Room room = rooms.find(key);
    check(room, members.own(room, caller), stream, audio, video);
  }

  /**
   * Says what the stream carries from now on.
   *
   * @param audio for the screen: its sound, which comes and goes with the picture
   */
  public void say(Caller caller, RoomKey key, Stream stream, boolean audio, boolean video) {
    Room room = rooms.lock(key);
    Member member = members.own(room, caller);
    MemberInfo before = member.info(room);
    check(room, member, stream, audio, video);
    switch (stream) {
      case CAMERA -> member.send(audio, video);
      case SCREEN -> member.share(video);
    }
    changes.announce(caller, room, before, member);
  }

  /** What the member sends; refused when the user is not in the room. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Sending sending(RoomKey key, String userId) {
    Room room = rooms.find(key);
    return Sending.of(members.get(key, userId).info(room), seats.rights(room, userId));
  }

  private void check(Room room, Member member, Stream stream, boolean audio, boolean video) {
    if (!audio && !video) {
      return;
    }
    MemberInfo now = member.info(room);
    SeatRights rights = seats.rights(room, member.userId());
    switch (stream) {
      case CAMERA -> {
        rights.checkCamera(audio, video);
        if (audio && !now.audio()) {
          check(room, member, Device.MICROPHONE, Refusal.MICROPHONE_NEEDS_PERMISSION);
        }
        if (video && !now.video()) {
          check(room, member, Device.CAMERA, Refusal.CAMERA_NEEDS_PERMISSION);
        }
      }
      case SCREEN -> {
        rights.checkScreen(audio, video);
        if (video && !now.screen()) {
          check(room, member, Device.SCREEN, Refusal.SCREEN_NEEDS_PERMISSION);
        }
      }
    }
  }

  private static void check(Room room, Member member, Device device, Refusal otherwise) {
    if (room.isDisabled(device)
        && !member.isAllowed(device)
        && member.info(room).role() == Role.MEMBER) {
      throw new Problem(otherwise, "This is switched off for everybody; ask the host.");
    }
  }
}
