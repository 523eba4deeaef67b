package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Some messages in rising order.
 *
 * @param complete whether there are no more in the direction that was asked for
 */
public record MessagePage(List<Message> messages, boolean complete) {
  static MessagePage of(JsonNode node) {
    return new MessagePage(
        Lists.of(node.path("messageList"), Message::of), node.path("isCompleted").asBoolean());
  }
}
