package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;

/** Where some calls are made: rooms and users that no other stage has, on the one server. */
final class Stage implements AutoCloseable {
  private static final AtomicInteger STAGES = new AtomicInteger();
  private static final Pattern NAME = Pattern.compile("@([Ru])(\\d)");
  private static final Set<String> SEATS =
      Set.of("get_seat_list", "pick_user_on_seat", "kick_user_off_seat", "lock_seat");

  private final ServerUnderTest server;
  private final Administrator administrator;
  private final String callbackUrl;
  private final String name = "s" + STAGES.incrementAndGet();
  private final Map<String, SignalClient> clients = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> lives = new ConcurrentHashMap<>();

  Stage(ServerUnderTest server, Administrator administrator, String callbackUrl) {
    this.server = server;
    this.administrator = administrator;
    this.callbackUrl = callbackUrl;
  }

  /** The call with the names that rooms and users have here. */
  JsonNode body(Call call) {
    String text = Json.write(call.body()).replace("@url", callbackUrl);
    return Json.read(NAME.matcher(text).replaceAll(found -> name(found.group(1), found.group(2))));
  }

  String name(String kind, String number) {
    String full = name + "-" + kind + number;
    return kind.equals("R") ? full + "-" + life(kind + number).get() : full;
  }

  private AtomicInteger life(String room) {
    return lives.computeIfAbsent(room, key -> new AtomicInteger());
  }

  /** An id cannot be used again at once; the room has another in its next life. */
  void destroyed(String roomId) {
    life(roomId.split("-", -1)[1]).incrementAndGet();
  }

  JsonNode call(String command, JsonNode body) {
    return administrator.call(service(command), command, Json.write(body));
  }

  private static String service(String command) {
    if (SEATS.contains(command)) {
      return "room_engine_http_mic";
    }
    if (command.startsWith("account_")) {
      return "im_open_login_svc";
    }
    return command.contains("callback") ? "room_config" : "room_engine_http_srv";
  }

  /** Whether the user has logged in. */
  boolean knows(String user) {
    return clients.containsKey(user);
  }

  SignalClient client(String user) {
    return clients.computeIfAbsent(user, id -> SignalClient.of(server, administrator.keys(), id));
  }

  /** The code that an entering client is answered. */
  int enter(JsonNode body) {
    return client(body.path("user").asText())
        .error("enterRoom", Json.object().put("roomId", body.path("RoomId").asText()));
  }

  int exit(JsonNode body) {
    return client(body.path("user").asText()).error("exitRoom");
  }

  @Override
  public void close() {
    lives.forEach(
        (room, life) ->
            call(
                "destroy_room", Json.object().put("RoomId", name + "-" + room + "-" + life.get())));
    call("delete_callback", Json.object());
    clients.values().forEach(SignalClient::close);
  }

  /** Whatever happened in a room, this is true of it; or there is none. */
  void checkWhole(String roomId) {
    JsonNode answer = call("get_room_info", Json.object().put("RoomId", roomId));
    if (answer.path("ErrorCode").asInt() == 100004) {
      return;
    }
    JsonNode info = answer.at("/Response/RoomInfo");
    JsonNode members = list("get_room_member_list", roomId, "MemberList");
    assertThat(members).as("members").hasSize(info.path("MemberCount").asInt());
    assertThat(members)
        .filteredOn(member -> member.path("Role").asText().equals("Owner"))
        .allSatisfy(
            owner -> assertThat(owner.path("Member_Account")).isEqualTo(info.path("Owner_Account")))
        .hasSizeLessThanOrEqualTo(1);
    Set<String> present = Set.copyOf(members.findValuesAsText("Member_Account"));
    JsonNode seats = list("get_seat_list", roomId, "SeatList");
    assertThat(seats.findValuesAsText("Member_Account"))
        .as("who sits")
        .doesNotHaveDuplicates()
        .isSubsetOf(present);
    assertThat(seats)
        .filteredOn(seat -> seat.path("IsTakenDisabled").asBoolean())
        .allSatisfy(seat -> assertThat(seat.has("Member_Account")).isFalse());
    assertThat(
            list("get_banned_member_list", roomId, "BannedAccountList")
                .findValuesAsText("Member_Account"))
        .as("who is banned")
        .noneMatch(present::contains);
    Set<String> kinds = new HashSet<>();
    members.forEach(member -> member.path("Marks").forEach(mark -> kinds.add(mark.asText())));
    assertThat(kinds).as("kinds of marks").hasSizeLessThanOrEqualTo(10);
  }

  private JsonNode list(String command, String roomId, String list) {
    return call(command, Json.object().put("RoomId", roomId)).path("Response").path(list);
  }
}
