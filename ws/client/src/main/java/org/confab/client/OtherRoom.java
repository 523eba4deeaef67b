package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A live room that one's own is connected with, and its host. */
public record OtherRoom(String roomId, UserInfo host) {
  /** None when it is connected with none. */
  static Optional<OtherRoom> in(JsonNode said) {
    JsonNode node = said.path("otherRoom");
    return node.isObject()
        ? Optional.of(
            new OtherRoom(node.path("roomId").asText(), UserInfo.of(node.path("userInfo"))))
        : Optional.empty();
  }
}
