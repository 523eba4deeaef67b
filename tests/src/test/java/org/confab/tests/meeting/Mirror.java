package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a client knows of a room without asking again: what it was answered when it entered, and
 * what it was told since.
 *
 * @param entry the result of {@code enterRoom}
 * @param list the result of {@code getUserList}
 * @param events {@code {method, params}}, in order
 */
record Mirror(JsonNode entry, JsonNode list, List<JsonNode> events) {
  /** What is compared of a seat; what people are called is as of another moment. */
  private static final List<String> SEAT =
      List.of("index", "userId", "locked", "isVideoLocked", "isAudioLocked");

  /** What changes of a room. */
  private static final List<String> ROOM =
      List.of(
          "roomName",
          "seatMode",
          "maxSeatCount",
          "roomMemberCount",
          "isMessageDisableForAllUser",
          Device.MICROPHONE.off,
          Device.CAMERA.off,
          Device.SCREEN.off);

  boolean heard(String event, Predicate<JsonNode> condition) {
    return events.stream()
        .anyMatch(e -> e.path("method").asText().equals(event) && condition.test(e.path("params")));
  }

  private List<JsonNode> since(JsonNode answer) {
    long seq = answer.path("seq").asLong();
    return events.stream().filter(e -> e.at("/params/seq").asLong() > seq).toList();
  }

  /** The shape {@code userInfo} of each member. */
  Map<String, JsonNode> members() {
    Map<String, JsonNode> members = byId(list.path("userList"));
    for (JsonNode event : since(list)) {
      JsonNode params = event.path("params");
      JsonNode info = params.path("userInfo");
      switch (event.path("method").asText()) {
        case "onRemoteUserEnterRoom", "onUserInfoChanged" ->
            members.put(info.path("userId").asText(), info);
        case "onRemoteUserLeaveRoom" -> members.remove(info.path("userId").asText());
        case "onUserAudioStateChanged" ->
            send(members, params, Device.MICROPHONE, params.path("hasAudio").asBoolean());
        case "onUserVideoStateChanged" ->
            send(
                members,
                params,
                params.path("streamType").asInt() == 0 ? Device.CAMERA : Device.SCREEN,
                params.path("hasVideo").asBoolean());
        default -> {}
      }
    }
    return members;
  }

  static Map<String, JsonNode> byId(JsonNode userList) {
    Map<String, JsonNode> members = new TreeMap<>();
    userList.forEach(member -> members.put(member.path("userId").asText(), member));
    return members;
  }

  private static void send(
      Map<String, JsonNode> members, JsonNode params, Device device, boolean does) {
    members.computeIfPresent(
        params.path("userId").asText(),
        (id, member) -> {
          ObjectNode changed = member.deepCopy();
          return does ? changed.put(device.sent, true) : changed.without(device.sent);
        });
  }

  /** The shape {@code seatInfo} of each seat. */
  List<JsonNode> seats() {
    JsonNode seats = entry.path("seatList");
    for (JsonNode event : since(entry)) {
      if (event.path("method").asText().equals("onSeatListChanged")) {
        seats = event.at("/params/seatList");
      }
    }
    return seats(seats);
  }

  static List<JsonNode> seats(JsonNode seatList) {
    List<JsonNode> seats = new ArrayList<>();
    seatList.forEach(seat -> seats.add(((ObjectNode) seat.deepCopy()).retain(SEAT)));
    return seats;
  }

  /** Of the shape {@code roomInfo} what changes. */
  ObjectNode room() {
    ObjectNode room = room(entry.path("roomInfo"));
    for (JsonNode event : since(entry)) {
      JsonNode params = event.path("params");
      switch (event.path("method").asText()) {
        case "onRoomNameChanged" -> room.set("roomName", params.path("roomName"));
        case "onRoomSeatModeChanged" -> room.set("seatMode", params.path("seatMode"));
        case "onRoomMaxSeatCountChanged" -> room.set("maxSeatCount", params.path("maxSeatNumber"));
        case "onRoomUserCountChanged" -> room.set("roomMemberCount", params.path("userCount"));
        case "onAllUserMicrophoneDisableChanged" ->
            room.set(Device.MICROPHONE.off, params.path("isDisable"));
        case "onAllUserCameraDisableChanged" ->
            room.set(Device.CAMERA.off, params.path("isDisable"));
        case "onScreenShareForAllUserDisableChanged" ->
            room.set(Device.SCREEN.off, params.path("isDisable"));
        case "onSendMessageForAllUserDisableChanged" ->
            room.set("isMessageDisableForAllUser", params.path("isDisable"));
        default -> {}
      }
    }
    return room;
  }

  static ObjectNode room(JsonNode roomInfo) {
    return ((ObjectNode) roomInfo.deepCopy()).retain(ROOM);
  }
}
