package org.confab.kernel;

import java.time.Instant;

/**
 * Something that became true in a room, fired inside the transaction that made it so. It holds ids
 * and values, never entities. Observers inside the transaction write the outbox; observers after
 * success push.
 */
public interface DomainEvent {
  RoomKey room();

  /** The room's counter of events, rising by one with each. */
  long seq();

  Caller caller();

  Instant at();
}
