package org.confab.janus;

/** Janus or its VideoRoom answered with an error. */
final class JanusRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The VideoRoom has no such publication, or not any more. */
  static final int NO_SUCH_FEED = 428;

  static final int PUBLISHERS_FULL = 432;
  private static final int INVALID_SDP_TYPE = 431;
  private static final int INVALID_SDP = 437;
  private static final int JSEP_UNKNOWN_TYPE = 464;
  private static final int JSEP_INVALID_SDP = 465;
  private static final int UNEXPECTED_ANSWER = 469;

  private final int code;

  JanusRefused(int code, String reason) {
    super(code + " " + reason, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether what the client sent is at fault. */
  boolean isForTheSdp() {
    return switch (code) {
      case INVALID_SDP_TYPE, INVALID_SDP, JSEP_UNKNOWN_TYPE, JSEP_INVALID_SDP, UNEXPECTED_ANSWER ->
          true;
      default -> false;
    };
  }
}
