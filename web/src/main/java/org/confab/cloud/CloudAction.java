package org.confab.cloud;

import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** What can be asked of the cloud API; named as on the wire. */
enum CloudAction {
  DismissRoom,
  DismissRoomByStrRoomId,
  RemoveUser,
  RemoveUserByStrRoomId;

  static CloudAction named(String name) {
    for (CloudAction action : values()) {
      if (action.name().equals(name)) {
        return action;
      }
    }
    throw new Problem(Refusal.NO_SUCH_COMMAND, "There is no action of this X-TC-Action.");
  }
}
