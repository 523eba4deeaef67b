package org.confab.kernel;

import jakarta.interceptor.Interceptor;
import java.time.Instant;

/**
 * Something that became true in a room, fired inside the transaction that made it so. It holds ids
 * and values, never entities. Observers inside the transaction write the outbox; observers after
 * success push.
 */
public interface DomainEvent {
  /**
   * The {@code @Priority} of an observer that makes one feature follow another, with events of its
   * own: after those that write down the event, so that callbacks are in the order of what
   * happened.
   */
  int AFTER_OTHERS = Interceptor.Priority.APPLICATION + 1000;

  RoomKey room();

  /** The room's counter of events, rising by one with each. */
  long seq();

  Caller caller();

  Instant at();
}
