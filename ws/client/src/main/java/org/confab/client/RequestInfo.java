package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that one asks of another.
 *
 * @param action TUIRequestAction: 1 to open the camera, 2 the microphone, 3 to connect two rooms, 4
 *     to take a seat, 5 to be seated, 6 to be allowed the camera, 7 the microphone, 8 the screen
 * @param userId who asks
 * @param content more about it as JSON, {@code ""} for nothing
 */
public record RequestInfo(
    String requestId, int action, String userId, String userName, String content, Instant at) {

  static RequestInfo of(JsonNode node) {
    return new RequestInfo(
        node.path("requestId").asText(),
        node.path("requestAction").asInt(),
        node.path("userId").asText(),
        node.path("userName").asText(),
        node.path("content").asText(),
        Instant.ofEpochMilli(node.path("timestamp").asLong()));
  }
}
