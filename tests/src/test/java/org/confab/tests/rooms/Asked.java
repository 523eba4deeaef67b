package org.confab.tests.rooms;

/** What is said of a request: how it came to an end, and why one is refused. */
final class Asked {
  static final int ACCEPTED = 0;
  static final int REJECTED = 1;
  static final int CANCELLED = 2;
  static final int TIMED_OUT = 3;
  static final int ERROR = 4;

  static final int NOT_YOURS = -2310;
  static final int CLOSED = -2311;
  static final int REPEATED = -2312;
  static final int CONFLICT = -2313;

  private Asked() {}
}
