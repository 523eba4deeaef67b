package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A member as others see it.
 *
 * @param nameCard what it is called in this room; {@code ""} when it has no other name here
 * @param messageDisabled whether it may send no messages
 * @param customInfo what applications keep with it, an object
 */
public record UserInfo(
    String userId,
    String userName,
    String nameCard,
    String avatarUrl,
    Role role,
    boolean sendsAudio,
    boolean sendsVideo,
    boolean sendsScreen,
    boolean messageDisabled,
    JsonNode customInfo) {

  static UserInfo of(JsonNode node) {
    return new UserInfo(
        node.path("userId").asText(),
        node.path("userName").asText(),
        node.path("nameCard").asText(),
        node.path("avatarUrl").asText(),
        Role.numbered(node.path("userRole").asInt(2)),
        node.path("hasAudioStream").asBoolean(),
        node.path("hasVideoStream").asBoolean(),
        node.path("hasScreenStream").asBoolean(),
        node.path("isMessageDisabled").asBoolean(),
        node.path("roomCustomInfo"));
  }
}
