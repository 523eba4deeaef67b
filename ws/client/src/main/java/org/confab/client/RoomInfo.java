package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A room.
 *
 * @param live whether it is a live room; otherwise a conference
 * @param password for its owner and admins; {@code ""} for others, and where there is none
 * @param seatsAppliedFor whether members ask for a seat instead of taking it
 */
public record RoomInfo(
    String roomId,
    String roomName,
    boolean live,
    String ownerId,
    String ownerName,
    String password,
    boolean seatEnabled,
    boolean seatsAppliedFor,
    int maxSeatCount,
    boolean microphoneDisabled,
    boolean cameraDisabled,
    boolean screenDisabled,
    boolean messageDisabled,
    int memberCount,
    Instant createdAt) {

  static RoomInfo of(JsonNode node) {
    return new RoomInfo(
        node.path("roomId").asText(),
        node.path("roomName").asText(),
        node.path("roomType").asInt() == 2,
        node.path("roomOwner").asText(),
        node.path("ownerName").asText(),
        node.path("password").asText(),
        node.path("isSeatEnabled").asBoolean(),
        node.path("seatMode").asInt() == 2,
        node.path("maxSeatCount").asInt(),
        node.path("isMicrophoneDisableForAllUser").asBoolean(),
        node.path("isCameraDisableForAllUser").asBoolean(),
        node.path("isScreenShareDisableForAllUser").asBoolean(),
        node.path("isMessageDisableForAllUser").asBoolean(),
        node.path("roomMemberCount").asInt(),
        Instant.ofEpochMilli(node.path("createTime").asLong()));
  }
}
