package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;

/** A user on the scene: its present client, and where that believes to be. */
final class Actor implements AutoCloseable {
  final String userId;
  private final ServerUnderTest server;
  private final Keys keys;
  private SignalClient client;
  private String token;
  private String roomId = "";
  private JsonNode entry = Json.object();
  private JsonNode list = Json.object();

  /** What clients before the present one were told since it entered. */
  private final List<JsonNode> toldBefore = new ArrayList<>();

  /** Grows whenever it enters, leaves or loses a room: what was asked before is over. */
  private int visit;

  Actor(ServerUnderTest server, Keys keys, String userId) {
    this.server = server;
    this.keys = keys;
    this.userId = userId;
    client = new SignalClient(server);
    token = logIn();
  }

  private String logIn() {
    return client.logIn(keys, userId).path("resumeToken").asText();
  }

  int visit() {
    return visit;
  }

  /** {@code ""} for none. */
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
    toldBefore.clear();
    roomId = result.at("/roomInfo/roomId").asText();
    entry = result;
    list = client.answer("getUserList", Json.object());
  }

  /** It is in no room any more. */
  void left() {
    visit++;
    roomId = "";
  }

  /** It is sent out, and told so. */
  void sentOut(String event) {
    String last = roomId;
    client.hears(event, params -> params.path("roomId").asText().equals(last));
    left();
  }

  void elsewhere() {
    SignalClient older = client;
    client = new SignalClient(server);
    token = logIn();
    older.closeCode();
    left();
  }

  void logOut() {
    client.result("logout");
    client.closeCode();
    client = new SignalClient(server);
    token = logIn();
    left();
  }

  /** Drops, and comes back; gives the room that it is in then. */
  String resume() {
    client.drop();
    toldBefore.addAll(client.told());
    long seq =
        Stream.concat(Stream.of(entry), here(toldBefore.stream()).map(e -> e.path("params")))
            .mapToLong(known -> known.path("seq").asLong())
            .max()
            .orElse(0);
    client = new SignalClient(server);
    JsonNode login = client.comeBack(keys, userId, token, seq);
    token = login.path("resumeToken").asText();
    return login.at("/resumed/roomId").asText();
  }

  Mirror mirror() {
    return new Mirror(
        entry, list, here(Stream.concat(toldBefore.stream(), client.told().stream())).toList());
  }

  private Stream<JsonNode> here(Stream<JsonNode> messages) {
    return messages.filter(message -> message.at("/params/roomId").asText().equals(roomId));
  }

  @Override
  public void close() {
    client.close();
  }
}
