package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a login is answered.
 *
 * @param resumeToken names this client: with it another connection carries on in its place
 * @param heartbeatSeconds how often the server wants to hear of the client, which sees to it
 * @param media how media travels, and by which servers, as the server says it
 * @param resumedRoomId the room it is in still, {@code ""} for none
 * @param replayed whether what was missed in that room follows as events; otherwise the state of
 *     the room is to be asked for anew
 * @param seq up to which event of the room what it knows reaches; 0 where it is in none
 */
public record LoggedIn(
    String userId,
    String userName,
    String avatarUrl,
    String resumeToken,
    int heartbeatSeconds,
    JsonNode media,
    String resumedRoomId,
    boolean replayed,
    long seq) {
  private static final int USUAL_HEARTBEAT_SECONDS = 10;

  static LoggedIn of(JsonNode node) {
    JsonNode resumed = node.path("resumed");
    return new LoggedIn(
        node.path("userId").asText(),
        node.path("userName").asText(),
        node.path("avatarUrl").asText(),
        node.path("resumeToken").asText(),
        node.path("heartbeatSeconds").asInt(USUAL_HEARTBEAT_SECONDS),
        node.path("media"),
        resumed.path("roomId").asText(),
        resumed.path("replay").asBoolean(),
        resumed.path("seq").asLong());
  }

  /** Whether it is in the room that it was in. */
  public boolean isResumed() {
    return !resumedRoomId.isEmpty();
  }
}
