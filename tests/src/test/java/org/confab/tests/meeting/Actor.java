package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;

/**
 * A user on the stage: its present client, and what it knows of the room that it is in from what it
 * was told, as the engine does.
 */
final class Actor implements AutoCloseable {
  private static final JsonNode NOTHING = Json.object();

  final String userId;
  private final ServerUnderTest server;
  private final Keys keys;
  private final List<JsonNode> before = new ArrayList<>();
  private SignalClient client;
  private String token;
  private String roomId = "";
  private JsonNode entry = NOTHING;
  private JsonNode list = NOTHING;

  /** Grows whenever it enters, leaves or loses a room: what was asked before is over. */
  private int visit;

  Actor(ServerUnderTest server, Keys keys, String userId) {
    this.server = server;
    this.keys = keys;
    this.userId = userId;
    client = new SignalClient(server);
    token = client.logIn(keys, userId).path("resumeToken").asText();
  }

  int visit() {
    return visit;
  }

  String roomId() {
    return roomId;
  }

  /** The answer to a call: a result, or what has a {@code code}. */
  JsonNode call(String method, ObjectNode params) {
    return client.answer(method, params);
  }

  /** It has entered, and asks who is there. */
  void entered(JsonNode result) {
    visit++;
    before.clear();
    roomId = result.at("/roomInfo/roomId").asText();
    entry = result;
    list = client.answer("getUserList", Json.object());
  }

  /** It is in no room any more. */
  void left() {
    visit++;
    roomId = "";
  }

  void elsewhere() {
    SignalClient older = client;
    client = new SignalClient(server);
    token = client.logIn(keys, userId).path("resumeToken").asText();
    older.closeCode();
    left();
  }

  void logOut() {
    client.result("logout");
    client.closeCode();
    client = new SignalClient(server);
    token = client.logIn(keys, userId).path("resumeToken").asText();
    left();
  }

  /** Drops, and comes back; gives the room that it is in then. */
  String resume() {
    List<JsonNode> known = client.told();
    before.addAll(known);
    long seq = events().stream().mapToLong(e -> e.path("seq").asLong()).max().orElse(0);
    client.drop();
    client = new SignalClient(server);
    JsonNode login =
        client.comeBack(keys, userId, token, Math.max(seq, entry.path("seq").asLong()));
    token = login.path("resumeToken").asText();
    return login.at("/resumed/roomId").asText();
  }

  /** Everything it was told of the room since it entered, without repetitions. */
  private List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    for (List<JsonNode> part : List.of(before, client.told())) {
      for (JsonNode message : part) {
        if (message.at("/params/roomId").asText().equals(roomId)) {
          events.add(
              ((ObjectNode) message.path("params").deepCopy())
                  .put("event", message.path("method").asText()));
        }
      }
    }
    return events;
  }

  boolean heard(String event, Predicate<JsonNode> condition) {
    return events().stream()
        .anyMatch(e -> e.path("event").asText().equals(event) && condition.test(e));
  }

  /** Each member's role and what it sends, by what this one was told. */
  Map<String, String> faces() {
    Map<String, ObjectNode> members = new TreeMap<>();
    list.path("userList").forEach(member -> put(members, member));
    for (JsonNode event : events()) {
      if (event.path("seq").asLong() <= list.path("seq").asLong()) {
        continue;
      }
      String userId = event.path("userId").asText();
      switch (event.path("event").asText()) {
        case "onRemoteUserEnterRoom", "onUserInfoChanged" -> put(members, event.path("userInfo"));
        case "onRemoteUserLeaveRoom" -> members.remove(event.at("/userInfo/userId").asText());
        case "onUserAudioStateChanged" ->
            set(members, userId, "hasAudioStream", event.path("hasAudio").asBoolean());
        case "onUserVideoStateChanged" ->
            set(
                members,
                userId,
                event.path("streamType").asInt() == 0 ? "hasVideoStream" : "hasScreenStream",
                event.path("hasVideo").asBoolean());
        default -> {}
      }
    }
    Map<String, String> faces = new TreeMap<>();
    members.forEach((id, member) -> faces.put(id, face(member)));
    return faces;
  }

  private static void put(Map<String, ObjectNode> members, JsonNode member) {
    members.put(member.path("userId").asText(), member.deepCopy());
  }

  private static void set(Map<String, ObjectNode> members, String userId, String what, boolean so) {
    ObjectNode member = members.get(userId);
    if (member != null) {
      member.put(what, so);
    }
  }

  static String face(JsonNode member) {
    return member.path("userRole").asInt(2)
        + (member.path("hasAudioStream").asBoolean() ? " sound" : "")
        + (member.path("hasVideoStream").asBoolean() ? " picture" : "")
        + (member.path("hasScreenStream").asBoolean() ? " screen" : "")
        + (member.path("isMessageDisabled").asBoolean() ? " muted" : "");
  }

  /** Who sits, by number, by what this one was told. */
  List<String> seats() {
    JsonNode seats = entry.path("seatList");
    for (JsonNode event : events()) {
      if (event.path("event").asText().equals("onSeatListChanged")
          && event.path("seq").asLong() > entry.path("seq").asLong()) {
        seats = event.path("seatList");
      }
    }
    return occupants(seats);
  }

  static List<String> occupants(JsonNode seats) {
    List<String> users = new ArrayList<>();
    seats.forEach(seat -> users.add(seat.path("userId").asText()));
    return users;
  }

  @Override
  public void close() {
    client.close();
  }
}
