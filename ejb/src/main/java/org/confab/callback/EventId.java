package org.confab.callback;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Names a callback, the same for each of its deliveries: a UUID of version 7. */
final class EventId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private EventId() {}

  static String next(Instant at) {
    long time = at.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
    long random = RANDOM.nextLong() >>> 2 | Long.MIN_VALUE;
    return new UUID(time, random).toString();
  }
}
