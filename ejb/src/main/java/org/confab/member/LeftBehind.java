package org.confab.member;

import jakarta.ejb.ApplicationException;
import org.confab.kernel.RoomKey;

/** Who wants to enter a room is in another one, with a client that is gone. */
@ApplicationException(rollback = true)
final class LeftBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RoomKey room;

  LeftBehind(RoomKey room) {
    super("left behind", null, false, false);
    this.room = room;
  }

  RoomKey room() {
    return room;
  }
}
