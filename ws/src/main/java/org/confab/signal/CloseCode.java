package org.confab.signal;

import jakarta.websocket.CloseReason;

/** Why the server closes a connection; docs/protocol.md says what the client does then. */
enum CloseCode implements CloseReason.CloseCode {
  GOODBYE(1000, "goodbye"),
  GOING_DOWN(1001, "the server is going down"),
  TEXT_ONLY(1003, "text frames only"),
  TOO_BIG(1009, "the frame is too big"),
  FAILED(1011, "something went wrong here"),
  REFUSED(4401, "too many refused logins"),
  EXPIRED(4401, "the UserSig has expired"),
  LOGGED_IN_ELSEWHERE(4403, "logged in elsewhere"),
  SILENT(4408, "silent for too long"),
  REPLACED(4409, "replaced by a newer connection of the same client"),
  OUT_OF_STEP(4410, "events of the room were missed"),
  NOT_READING(4413, "did not read: the queue is full"),
  TOO_MANY_REQUESTS(4429, "too many requests"),
  TOO_MANY_CONNECTIONS(4429, "too many connections that are not logged in");

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  @Override
  public int getCode() {
    return code;
  }

  String reason() {
    return reason;
  }
}
