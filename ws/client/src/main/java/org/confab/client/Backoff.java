package org.confab.client;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt to connect: growing, and not the same for all. */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;
  private static final int DOUBLINGS = 6;

  /** After being told that it was too much. */
  private static final long PAUSE_MILLIS = 5_000;

  private Backoff() {}

  /**
   * @param attempt from 0
   */
  static long millis(int attempt, Closed why) {
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, DOUBLINGS));
    long wait = ThreadLocalRandom.current().nextLong(most / 2, most);
    return why.code() == Closed.TOO_MANY ? wait + PAUSE_MILLIS : wait;
  }
}
