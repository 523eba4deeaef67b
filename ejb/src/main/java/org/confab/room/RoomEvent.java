package org.confab.room;

import java.time.Instant;
import java.util.List;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;

/** What happens to a room itself. */
public sealed interface RoomEvent extends DomainEvent {

  /** A room was opened; nobody is in it yet. */
  record RoomCreated(Caller caller, RoomInfo info, List<String> invitees, Instant at)
      implements RoomEvent {
    @Override
    public RoomKey room() {
      return info.key();
    }

    @Override
    public long seq() {
      return info.seq();
    }
  }

  /** Some of a room's settings changed. */
  record RoomUpdated(Caller caller, RoomInfo before, RoomInfo info, Instant at)
      implements RoomEvent {
    @Override
    public RoomKey room() {
      return info.key();
    }

    @Override
    public long seq() {
      return info.seq();
    }
  }

  /**
   * A room is gone, and everybody is out of it.
   *
   * @param info as it was last
   */
  record RoomDestroyed(Caller caller, RoomInfo info, long seq, Instant at) implements RoomEvent {
    @Override
    public RoomKey room() {
      return info.key();
    }
  }
}
