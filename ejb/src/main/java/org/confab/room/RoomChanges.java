package org.confab.room;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.confab.kernel.Caller;

/** Changes what a room says of itself, and announces it. */
@Dependent
public class RoomChanges {
  @Inject private Clock clock;
  @Inject private Event<RoomEvent> events;

  /**
   * Without a change nothing is announced.
   *
   * @param room locked
   * @return whether it changed
   */
  public boolean make(Caller caller, Room room, Consumer<Room> how) {
    Instant now = clock.instant();
    RoomInfo before = room.info(now);
    how.accept(room);
    if (room.info(now).equals(before)) {
      return false;
    }
    room.nextSeq();
    events.fire(new RoomEvent.RoomUpdated(caller, before, room.info(now), now));
    return true;
  }
}
