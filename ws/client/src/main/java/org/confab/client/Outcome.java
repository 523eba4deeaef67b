package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a request ended.
 *
 * @param userId who brought it about, {@code ""} when time did
 * @param code why it failed, 0 when it did not
 */
public record Outcome(Kind kind, String userId, int code, String message) {
  /** In the order of the numbers on the wire. */
  public enum Kind {
    ACCEPTED,
    REJECTED,
    CANCELLED,
    TIMED_OUT,
    FAILED
  }

  static final Outcome AT_ONCE = new Outcome(Kind.ACCEPTED, "", 0, "");

  static Outcome of(JsonNode params) {
    Kind[] kinds = Kind.values();
    int type = params.path("requestCallbackType").asInt();
    return new Outcome(
        type >= 0 && type < kinds.length ? kinds[type] : Kind.FAILED,
        params.path("userId").asText(),
        params.path("code").asInt(),
        params.path("message").asText());
  }

  /** Whether what was asked for is so now. */
  public boolean isAccepted() {
    return kind == Kind.ACCEPTED;
  }
}
