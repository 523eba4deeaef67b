package org.confab.bench;

/** Looks through what was received, without making text of it. */
final class Bytes {
  private Bytes() {}

  /** Returns where the pattern is next, or -1. */
  static int find(byte[] bytes, int from, int length, byte[] pattern) {
    outer:
    for (int i = from; i + pattern.length <= length; i++) {
      for (int j = 0; j < pattern.length; j++) {
        if (bytes[i + j] != pattern[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  static int count(byte[] bytes, int length, byte[] pattern) {
    int count = 0;
    for (int at = find(bytes, 0, length, pattern);
        at >= 0;
        at = find(bytes, at + pattern.length, length, pattern)) {
      count++;
    }
    return count;
  }

  /** Returns the number that begins there; 0 where none does. */
  static long number(byte[] bytes, int from, int length) {
    long number = 0;
    for (int i = from; i < length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }
}
