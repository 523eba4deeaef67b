package org.confab.tests.meeting;

/** A rule that was broken, as the code that is answered. Whoever throws it has changed nothing. */
final class Refused extends RuntimeException {
  static final int INVALID = -1001;
  static final int NO_SUCH_ROOM = -2100;
  static final int NOT_IN_A_ROOM = -2101;
  static final int NOT_IN_THIS_ROOM_TYPE = -2103;
  static final int NOT_A_MEMBER = -2201;
  static final int NEED_OWNER = -2300;
  static final int NEED_ADMIN = -2301;
  static final int NO_SUCH_REQUEST = -2311;
  static final int TOO_MANY_SEATS = -2340;
  static final int NOT_SEATED = -2345;

  private static final long serialVersionUID = 1L;

  final int code;

  Refused(int code) {
    super("refused with " + code, null, false, false);
    this.code = code;
  }

  static void when(boolean broken, int code) {
    if (broken) {
      throw new Refused(code);
    }
  }
}
