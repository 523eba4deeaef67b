package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What was said in a room.
 *
 * @param number its place among the messages of the room, from 1, without gaps
 * @param messageId made by its sender
 * @param userName what the sender was called then
 * @param custom whether the text is data for an application
 */
public record Message(
    long number,
    String messageId,
    String userId,
    String userName,
    boolean custom,
    String text,
    String description,
    String extension,
    Instant at) {

  static Message of(JsonNode node) {
    return new Message(
        node.path("number").asLong(),
        node.path("messageId").asText(),
        node.path("userId").asText(),
        node.path("userName").asText(),
        node.path("isCustom").asBoolean(),
        node.path("message").asText(),
        node.path("description").asText(),
        node.path("extension").asText(),
        Instant.ofEpochMilli(node.path("timestamp").asLong()));
  }
}
