package org.confab.media;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.confab.kernel.Caller;
import org.confab.member.Member;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.member.Standing;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Closing the devices of others. */
@Stateless
public class Closing {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private StreamChanges changes;

  /**
   * Closes a member's microphone, camera or screen (spec 11520); nothing happens when it is closed.
   * The member may open it again; where it is switched off for everybody it has to ask, even if it
   * was allowed before.
   */
  public void close(Caller caller, String roomId, String userId, Device device) {
    Room room = rooms.lock(caller.room(roomId));
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    Member member = members.get(room.key(), userId);
    MemberInfo before = member.info(room);
    standing.checkClosing(userId, before.role());
    member.close(device);
    changes.announce(caller, room, before, member);
  }
}
