package org.confab.bench;

import java.util.Arrays;

/** Collects times, up to two million of them. */
final class Latencies {
  private static final int MOST = 2_000_000;

  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long value) {
    if (count == nanos.length) {
      if (count == MOST) {
        return;
      }
      nanos = Arrays.copyOf(nanos, Math.min(MOST, count * 2));
    }
    nanos[count++] = value;
  }

  synchronized void clear() {
    count = 0;
  }

  /** Milliseconds that the given part of them (0 to 1) did not exceed; 0 when there are none. */
  synchronized double millis(double part) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, Math.floor(part * count))] / 1e6;
  }
}
