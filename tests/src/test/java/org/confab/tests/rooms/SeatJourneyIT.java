package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who sits where, and what that allows, over sockets and the server REST API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatJourneyIT {
  private static final int FREE = 1;
  private static final int APPLY = 2;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void seatsAreTakenMovedAndLeft() {
    SignalClient ann = host("free", "free-ann", 3, FREE);
    SignalClient bob = client("free-bob");
    JsonNode entry = bob.enter("free");
    assertThat(entry.path("seatList").findValuesAsText("index")).containsExactly("0", "1", "2");

    bob.result("setSelfInfo", Json.object().put("userName", "Bob"));
    bob.result("takeSeat", index(1));
    JsonNode seated = ann.hears("onSeatListChanged");
    assertThat(seated.at("/seatedList/0/index").asInt()).isEqualTo(1);
    assertThat(seated.at("/seatedList/0/userId").asText()).isEqualTo("free-bob");
    assertThat(seated.at("/seatedList/0/userName").asText()).isEqualTo("Bob");
    assertThat(seated.path("leftList")).isEmpty();
    assertThat(seated.path("seatList")).hasSize(3);
    bob.hears("onSeatListChanged");

    assertThat(bob.error("takeSeat", index(2))).isEqualTo(-2341);
    assertThat(ann.error("takeSeat", index(1))).isEqualTo(-2342);
    assertThat(ann.error("takeSeat", index(3))).isEqualTo(-2344);
    assertThat(ann.error("takeSeat", index(-2))).isEqualTo(-2344);
    assertThat(ann.error("takeSeat")).isEqualTo(-1001);
    assertThat(ann.error("leaveSeat")).isEqualTo(-2345);
    assertThat(ann.error("moveToSeat", target(0))).isEqualTo(-2345);
    ann.result("takeSeat", index(-1));
    assertThat(occupants(bob)).containsExactly("free-ann", "free-bob", "");

    assertThat(bob.error("moveToSeat", target(0))).isEqualTo(-2342);
    assertThat(bob.error("moveToSeat", target(-1))).isEqualTo(-2344);
    assertThat(occupants(ann)).as("a refused move changes nothing").contains("free-bob");
    bob.result("moveToSeat", target(2));
    JsonNode moved = ann.hears("onSeatListChanged", e -> !e.path("leftList").isEmpty());
    assertThat(moved.at("/leftList/0/index").asInt()).isEqualTo(1);
    assertThat(moved.at("/seatedList/0/index").asInt()).isEqualTo(2);
    assertThat(occupants("free")).containsExactly("free-ann", "", "free-bob");

    bob.result("leaveSeat");
    ann.hears("onSeatListChanged", e -> e.at("/leftList/0/index").asInt() == 2);
    bob.result("takeSeat", index(1));
    bob.result("exitRoom");
    JsonNode gone =
        ann.hears(
            "onSeatListChanged",
            e -> e.at("/leftList/0/index").asInt() == 1 && e.path("seatedList").isEmpty());
    assertThat(gone.at("/leftList/0/userName").asText()).isEqualTo("Bob");
    assertThat(occupants(ann)).containsExactly("free-ann", "", "");
    ann.close();
    bob.close();
  }

  @Test
  void whereSeatsAreAppliedForOnlyTheHostsSitByThemselves() {
    SignalClient ann = host("apply", "apply-ann", 2, APPLY);
    SignalClient bob = client("apply-bob");
    bob.enter("apply");
    String id = bob.result("takeSeat", index(0)).path("requestId").asText();
    bob.result("cancelRequest", Json.object().put("requestId", id));
    ann.result("takeSeat", index(0));
    ok("pick_user_on_seat", pick("apply", "apply-bob", 1));
    bob.hears("onSeatListChanged", e -> e.at("/seatedList/0/userId").asText().equals("apply-bob"));
    bob.result("leaveSeat");

    assertThat(bob.error("updateRoomSeatModeByAdmin", Json.object().put("seatMode", FREE)))
        .isEqualTo(-2301);
    ann.result("updateRoomSeatModeByAdmin", Json.object().put("seatMode", FREE));
    assertThat(bob.hears("onRoomSeatModeChanged").path("seatMode").asInt()).isEqualTo(FREE);
    bob.result("takeSeat", index(1));
    assertThat(
            administrator
                .rooms("get_room_info", "{\"RoomId\":\"apply\"}")
                .at("/Response/RoomInfo/TakeSeatMode")
                .asText())
        .isEqualTo("FreeToTake");
    ann.close();
    bob.close();
  }

  @Test
  void aRoomWithoutSeatsHasNone() {
    SignalClient ann = client("none-ann");
    ann.result("createRoom", Json.object().put("roomId", "none"));
    assertThat(ann.enter("none").has("seatList")).isFalse();
    assertThat(ann.error("takeSeat", index(0))).isEqualTo(-2347);
    assertThat(ann.result("getSeatList").path("seatList")).isEmpty();
    assertThat(ok("get_seat_list", "{\"RoomId\":\"none\"}").path("SeatList").isArray()).isTrue();
    failed(100211, "pick_user_on_seat", pick("none", "none-ann", 0));
    failed(100211, "lock_seat", lock("none", 0, "\"ForbidTaken\":true"));
    failed(100002, "kick_user_off_seat", kick("none", "none-ann", "bye"));
    ann.result("setPublishing", camera(true, true));
    ann.close();
  }

  @Test
  void anAdministratorSeatsAndUnseats() {
    SignalClient ann = host("rest", "rest-ann", 2, APPLY);
    SignalClient bob = client("rest-bob");
    SignalClient cai = client("rest-cai");
    bob.enter("rest");
    cai.enter("rest");
    failed(100004, "get_seat_list", "{\"RoomId\":\"nowhere\"}");
    failed(100004, "pick_user_on_seat", pick("nowhere", "rest-bob", 0));
    failed(100005, "pick_user_on_seat", pick("rest", "nobody", 0));
    failed(100002, "pick_user_on_seat", pick("rest", "rest-bob", 2));
    failed(100002, "pick_user_on_seat", "{\"RoomId\":\"rest\",\"Member_Account\":\"rest-bob\"}");

    ok("pick_user_on_seat", pick("rest", "rest-bob", 1));
    failed(100203, "pick_user_on_seat", pick("rest", "rest-bob", 0));
    failed(100210, "pick_user_on_seat", pick("rest", "rest-cai", 1));
    ok("pick_user_on_seat", pick("rest", "rest-cai", -1));
    failed(100205, "pick_user_on_seat", pick("rest", "rest-ann", -1));
    JsonNode list = ok("get_seat_list", "{\"RoomId\":\"rest\"}").path("SeatList");
    assertThat(list.toString())
        .isEqualTo(
            "[{\"Index\":0,\"Member_Account\":\"rest-cai\",\"IsTakenDisabled\":false,"
                + "\"IsVideoDisabled\":false,\"IsAudioDisabled\":false},"
                + "{\"Index\":1,\"Member_Account\":\"rest-bob\",\"IsTakenDisabled\":false,"
                + "\"IsVideoDisabled\":false,\"IsAudioDisabled\":false}]");

    failed(100002, "kick_user_off_seat", "{\"RoomId\":\"rest\",\"Member_Account\":\"rest-bob\"}");
    failed(100002, "kick_user_off_seat", kick("rest", "rest-bob", "x".repeat(1001)));
    failed(100002, "kick_user_off_seat", kick("rest", "rest-ann", "bye"));
    failed(100004, "kick_user_off_seat", kick("nowhere", "rest-bob", "bye"));
    ok("kick_user_off_seat", kick("rest", "rest-bob", "time over"));
    JsonNode told = bob.hears("onKickedOffSeat");
    assertThat(told.path("seatIndex").asInt()).isEqualTo(1);
    assertThat(told.path("userId").asText()).isEqualTo("rest-bob");
    assertThat(told.path("data").asText()).isEqualTo("time over");
    cai.hears("onSeatListChanged", e -> e.at("/leftList/0/userId").asText().equals("rest-bob"));
    assertThat(cai.heard("onKickedOffSeat")).as("only the one concerned").isFalse();
    failed(100002, "kick_user_off_seat", kick("rest", "rest-bob", "again"));

    ok(
        "kick_user_out",
        "{\"RoomId\":\"rest\",\"MemberList_Account\":[\"rest-cai\"],\"Reason\":\"noise\"}",
        "room_engine_http_srv");
    assertThat(occupants("rest")).as("who is sent out leaves its seat").containsOnly("");
    ann.close();
    bob.close();
    cai.close();
  }

  @Test
  void aLockedSeatIsEmptyAndLocksAreForHosts() {
    SignalClient ann = host("locks", "locks-ann", 2, FREE);
    SignalClient bob = client("locks-bob");
    SignalClient cai = client("locks-cai");
    bob.enter("locks");
    cai.enter("locks");
    bob.result("takeSeat", index(0));
    assertThat(cai.error("lockSeatByAdmin", lockParams(0, "lockSeat"))).isEqualTo(-2301);
    assertThat(cai.error("kickUserOffSeatByAdmin", off(0, "locks-bob"))).isEqualTo(-2301);
    assertThat(ann.error("lockSeatByAdmin", lockParams(2, "lockSeat"))).isEqualTo(-2344);
    assertThat(ann.error("lockSeatByAdmin", index(0))).isEqualTo(-1001);

    ann.result("lockSeatByAdmin", lockParams(0, "lockSeat"));
    assertThat(bob.hears("onKickedOffSeat").path("seatIndex").asInt()).isZero();
    JsonNode locked = cai.hears("onSeatListChanged", e -> !e.path("leftList").isEmpty());
    assertThat(locked.at("/seatList/0/locked").asBoolean()).isTrue();
    assertThat(bob.error("takeSeat", index(0))).isEqualTo(-2343);
    assertThat(ann.error("takeSeat", index(0))).as("also for the owner").isEqualTo(-2343);
    failed(100200, "pick_user_on_seat", pick("locks", "locks-bob", 0));
    bob.result("takeSeat", index(-1));
    assertThat(occupants("locks")).containsExactly("", "locks-bob");
    assertThat(bob.error("moveToSeat", target(0))).isEqualTo(-2343);

    failed(100004, "lock_seat", lock("nowhere", 0, "\"ForbidTaken\":true"));
    failed(100002, "lock_seat", lock("locks", 2, "\"ForbidTaken\":true"));
    failed(100002, "lock_seat", lock("locks", 0, "\"ForbidTaken\":\"true\""));
    ok("lock_seat", lock("locks", 0, "\"ForbidTaken\":false,\"ForbidVideo\":true"));
    ok("lock_seat", lock("locks", 0, "\"ForbidAudio\":true"));
    JsonNode seat = ok("get_seat_list", "{\"RoomId\":\"locks\"}").at("/SeatList/0");
    assertThat(seat.path("IsTakenDisabled").asBoolean()).isFalse();
    assertThat(seat.path("IsVideoDisabled").asBoolean()).as("left out, left as it is").isTrue();
    assertThat(seat.path("IsAudioDisabled").asBoolean()).isTrue();

    assertThat(ann.error("kickUserOffSeatByAdmin", off(0, "locks-bob"))).isEqualTo(-2345);
    assertThat(ann.error("kickUserOffSeatByAdmin", off(1, "locks-cai"))).isEqualTo(-2345);
    ann.result("kickUserOffSeatByAdmin", off(1, "locks-bob"));
    bob.hears("onKickedOffSeat", e -> e.path("seatIndex").asInt() == 1);
    bob.result("takeSeat", index(1));
    ann.result("kickUserOffSeatByAdmin", off(-1, "locks-bob"));
    assertThat(occupants("locks")).containsOnly("");

    ann.result("takeSeat", index(1));
    ok(
        "update_room_member_info",
        "{\"RoomId\":\"locks\",\"MemberInfo\":{\"Member_Account\":\"locks-bob\",\"Role\":\"Admin\"}}",
        "room_engine_http_srv");
    assertThat(bob.error("kickUserOffSeatByAdmin", off(1, "locks-ann")))
        .as("no admin takes the owner off")
        .isEqualTo(-2300);
    assertThat(bob.error("lockSeatByAdmin", lockParams(1, "lockSeat"))).isEqualTo(-2300);
    assertThat(occupants("locks")).containsExactly("", "locks-ann");
    ann.close();
    bob.close();
    cai.close();
  }

  @Test
  void onlyWhoSitsSendsAndALockTakesItAway() {
    SignalClient ann = host("media", "media-ann", 2, FREE);
    SignalClient bob = client("media-bob");
    bob.enter("media");
    assertThat(bob.error("setPublishing", camera(true, false))).isEqualTo(-2345);
    assertThat(bob.error("setPublishing", screen(true))).isEqualTo(-2345);
    assertThat(ann.error("setPublishing", camera(false, true))).as("the owner").isEqualTo(-2345);
    bob.result("setPublishing", camera(false, false));

    bob.result("takeSeat", index(0));
    bob.result("setPublishing", camera(true, true));
    bob.result("setPublishing", screen(true));
    ann.result("lockSeatByAdmin", lockParams(0, "lockAudio"));
    JsonNode silent = bob.hears("onUserAudioStateChanged", e -> !e.path("hasAudio").asBoolean());
    assertThat(silent.path("userId").asText()).isEqualTo("media-bob");
    assertThat(silent.path("reason").asInt()).as("by an admin").isEqualTo(1);
    assertThat(member(ann, "media-bob").path("hasVideoStream").asBoolean()).isTrue();
    assertThat(bob.error("setPublishing", camera(true, true))).isEqualTo(-2360);
    ann.result("lockSeatByAdmin", lockParams(0, "lockVideo"));
    ann.hears(
        "onUserVideoStateChanged",
        e -> e.path("streamType").asInt() == 1 && !e.path("hasVideo").asBoolean());
    assertThat(member(ann, "media-bob").has("hasVideoStream")).isFalse();
    assertThat(bob.error("setPublishing", camera(false, true))).isEqualTo(-2370);
    assertThat(bob.error("setPublishing", screen(true))).isEqualTo(-2372);

    ok("lock_seat", lock("media", 0, "\"ForbidAudio\":false,\"ForbidVideo\":false"));
    assertThat(member(ann, "media-bob").has("hasAudioStream")).as("it begins anew").isFalse();
    bob.result("setPublishing", camera(true, true));
    ann.result("lockSeatByAdmin", lockParams(1, "lockAudio"));
    bob.result("moveToSeat", target(1));
    assertThat(member(ann, "media-bob").has("hasAudioStream")).as("a locked seat").isFalse();
    assertThat(member(ann, "media-bob").path("hasVideoStream").asBoolean()).isTrue();
    bob.result("leaveSeat");
    assertThat(member(ann, "media-bob").has("hasVideoStream")).as("off the seat").isFalse();
    ann.close();
    bob.close();
  }

  @Test
  void seatsBecomeMoreAndFewer() {
    SignalClient ann = client("count-ann");
    ann.result(
        "createRoom",
        Json.object().put("roomId", "count").put("isSeatEnabled", true).put("maxSeatCount", 2));
    ann.result("setMaxSeatCount", Json.object().put("roomId", "count").put("maxSeatCount", 3));
    assertThat(ann.enter("count").path("seatList")).hasSize(3);
    SignalClient bob = client("count-bob");
    bob.enter("count");
    bob.result("takeSeat", index(2));
    assertThat(bob.error("setMaxSeatCount", count(4))).isEqualTo(-2300);
    assertThat(ann.error("setMaxSeatCount", count(2))).as("somebody sits there").isEqualTo(-2342);
    assertThat(ann.error("setMaxSeatCount", count(0))).isEqualTo(-1001);
    assertThat(ann.error("setMaxSeatCount", count(301))).isEqualTo(-2340);
    bob.result("moveToSeat", target(0));
    ann.result("lockSeatByAdmin", lockParams(2, "lockSeat"));
    ann.result("setMaxSeatCount", count(1));
    assertThat(bob.hears("onRoomMaxSeatCountChanged").path("maxSeatNumber").asInt()).isEqualTo(1);
    bob.hears("onSeatListChanged", e -> e.path("seatList").size() == 1);
    ann.result("setMaxSeatCount", count(3));
    assertThat(bob.result("getSeatList").at("/seatList/2").has("locked")).as("a new one").isFalse();

    SignalClient cai = client("count-cai");
    ObjectNode live =
        Json.object().put("roomId", "live").put("roomType", 2).put("isSeatEnabled", true);
    assertThat(cai.error("createRoom", live.deepCopy().put("maxSeatCount", 17))).isEqualTo(-2340);
    cai.result("createRoom", live.deepCopy().put("maxSeatCount", 16));
    assertThat(cai.error("setMaxSeatCount", count(17).put("roomId", "live"))).isEqualTo(-2340);
    ann.close();
    bob.close();
    cai.close();
  }

  @Test
  void ofManyWhoWantFewSeatsExactlyAsManySitAndAllSeeTheSame() throws Exception {
    int people = 24;
    int seats = 5;
    SignalClient ann = host("race", "race-ann", seats, FREE);
    List<SignalClient> clients = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      SignalClient client = client("race-" + i);
      client.enter("race");
      clients.add(client);
    }
    CyclicBarrier start = new CyclicBarrier(people);
    ExecutorService threads = Executors.newFixedThreadPool(people);
    List<CompletableFuture<Integer>> codes = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      SignalClient client = clients.get(i);
      int wanted = i % 2 == 0 ? -1 : i % seats;
      codes.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  start.await();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return client.error("takeSeat", index(wanted));
              },
              threads));
    }
    List<Integer> results = codes.stream().map(CompletableFuture::join).toList();
    threads.shutdown();
    assertThat(results).containsOnly(0, -2342, -2346);
    assertThat(results).filteredOn(code -> code == 0).hasSize(seats);

    List<String> sitting = occupants("race");
    assertThat(sitting).doesNotContain("").doesNotHaveDuplicates().hasSize(seats);
    clients.add(ann);
    for (SignalClient client : clients) {
      Awaitility.await("everybody sees who sits")
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(lastHeard(client)).isEqualTo(sitting));
    }
    clients.forEach(SignalClient::close);
  }

  @Test
  void seatsOutliveARestart() {
    SignalClient ann = host("restart", "restart-ann", 3, FREE);
    SignalClient bob = new SignalClient(server);
    String token = bob.logIn(administrator.keys(), "restart-bob").path("resumeToken").asText();
    bob.enter("restart");
    bob.result("takeSeat", index(1));
    ann.result("lockSeatByAdmin", lockParams(2, "lockSeat"));
    ann.result("lockSeatByAdmin", lockParams(1, "lockAudio"));
    server.restart();

    assertThat(occupants("restart")).containsExactly("", "restart-bob", "");
    SignalClient back = new SignalClient(server);
    assertThat(back.comeBack(administrator.keys(), "restart-bob", token, 1).has("resumed"))
        .isTrue();
    JsonNode list = back.result("getSeatList");
    assertThat(list.at("/seatList/2/locked").asBoolean()).isTrue();
    assertThat(list.at("/seatList/1/isAudioLocked").asBoolean()).isTrue();
    assertThat(back.error("setPublishing", camera(true, false))).isEqualTo(-2360);
    back.result("leaveSeat");
    ok("destroy_room", "{\"RoomId\":\"restart\"}", "room_engine_http_srv");
    failed(100004, "get_seat_list", "{\"RoomId\":\"restart\"}");
    back.close();
    ann.close();
    bob.close();
  }

  @Test
  void theApplicationIsCalledBack() {
    try (CallbackReceiver receiver = CallbackReceiver.open()) {
      ok(
          "set_callback",
          "{\"Url\":\"%s\",\"CallbackCommandList\":[\"Mic.CallbackAfterSeatInfoChanged\",\"Room.CallbackAfterMemberLeave\"]}"
              .formatted(receiver.url()),
          "room_config");
      SignalClient ann = host("told", "told-ann", 2, FREE);
      ann.result("takeSeat", index(1));
      ok("lock_seat", lock("told", 0, "\"ForbidTaken\":true"));
      ok(
          "kick_user_out",
          "{\"RoomId\":\"told\",\"MemberList_Account\":[\"told-ann\"],\"Reason\":\"noise\"}",
          "room_engine_http_srv");
      Awaitility.await("the callbacks").until(() -> receiver.distinct().size() == 4);
      assertThat(receiver.distinct().stream().map(CallbackReceiver.Received::command))
          .containsExactly(
              "Mic.CallbackAfterSeatInfoChanged",
              "Mic.CallbackAfterSeatInfoChanged",
              "Room.CallbackAfterMemberLeave",
              "Mic.CallbackAfterSeatInfoChanged");
      assertThat(receiver.distinct().stream().map(told -> told.query().get("OptPlatform")))
          .containsExactly("Web", "RESTAPI", "RESTAPI", "RESTAPI");
      assertThat(receiver.distinct().stream().map(told -> told.query().get("ClientIP")))
          .allMatch(address -> address.matches("127\\.0\\.0\\.1|[0:]*:1"));
      JsonNode sat = Json.read(receiver.distinct().get(0).body());
      assertThat(sat.path("Operator_Account").asText()).isEqualTo("told-ann");
      assertThat(sat.path("RoomId").asText()).isEqualTo("told");
      assertThat(sat.at("/SeatList/1/Member_Account").asText()).isEqualTo("told-ann");
      JsonNode locked = Json.read(receiver.distinct().get(1).body());
      assertThat(locked.at("/SeatList/0/IsTakenDisabled").asBoolean()).isTrue();
      JsonNode left = Json.read(receiver.distinct().get(3).body());
      assertThat(left.at("/SeatList/1").has("Member_Account")).isFalse();
      ok("delete_callback", "{}", "room_config");
      ann.close();
    }
  }

  @Test
  void aRoomThatNobodyIsInGetsSeats() {
    SignalClient ann = client("empty-ann");
    SignalClient bob = client("empty-bob");
    ann.result("createRoom", Json.object().put("roomId", "empty"));
    ObjectNode applied = Json.object().put("roomId", "empty").put("seatMode", 2);
    assertThat(bob.error("updateRoomSeatModeByAdmin", applied)).isEqualTo(-2101);
    ann.result("updateRoomSeatModeByAdmin", applied);
    JsonNode room = ann.enter("empty").path("roomInfo");
    assertThat(room.path("isSeatEnabled").asBoolean()).as(room.toString()).isTrue();
    assertThat(room.path("seatMode").asInt()).isEqualTo(2);

    ann.result("createRoom", Json.object().put("roomId", "inhabited"));
    bob.enter("inhabited");
    ann.result("updateRoomSeatModeByAdmin", applied.put("roomId", "inhabited"));
    assertThat(bob.result("fetchRoomInfo").path("isSeatEnabled").asBoolean(true)).isFalse();
    ann.close();
    bob.close();
  }

  private SignalClient host(String roomId, String userId, int seats, int mode) {
    SignalClient client = client(userId);
    client.result(
        "createRoom",
        Json.object()
            .put("roomId", roomId)
            .put("isSeatEnabled", true)
            .put("seatMode", mode)
            .put("maxSeatCount", seats));
    client.enter(roomId);
    return client;
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private static ObjectNode index(int index) {
    return Json.object().put("seatIndex", index);
  }

  private static ObjectNode target(int index) {
    return Json.object().put("targetSeatIndex", index);
  }

  private static ObjectNode count(int count) {
    return Json.object().put("maxSeatCount", count);
  }

  private static ObjectNode off(int index, String userId) {
    return index(index).put("userId", userId);
  }

  private static ObjectNode lockParams(int index, String lock) {
    ObjectNode params = index(index);
    params.putObject("lockParams").put(lock, true);
    return params;
  }

  private static ObjectNode camera(boolean audio, boolean video) {
    return Json.object().put("stream", "camera").put("audio", audio).put("video", video);
  }

  private static ObjectNode screen(boolean video) {
    return Json.object().put("stream", "screen").put("audio", false).put("video", video);
  }

  private static String pick(String roomId, String userId, int index) {
    return "{\"RoomId\":\"%s\",\"Member_Account\":\"%s\",\"Index\":%d}"
        .formatted(roomId, userId, index);
  }

  private static String kick(String roomId, String userId, String data) {
    return "{\"RoomId\":\"%s\",\"Member_Account\":\"%s\",\"Data\":\"%s\"}"
        .formatted(roomId, userId, data);
  }

  private static String lock(String roomId, int index, String what) {
    return "{\"RoomId\":\"%s\",\"Index\":%d,%s}".formatted(roomId, index, what);
  }

  private static JsonNode member(SignalClient client, String userId) {
    return client.result("getUserInfo", Json.object().put("userId", userId));
  }

  /** Who sits, by seat; {@code ""} on free ones. */
  private static List<String> occupants(SignalClient client) {
    return occupants(client.result("getSeatList").path("seatList"));
  }

  private static List<String> occupants(JsonNode seatList) {
    List<String> occupants = new ArrayList<>();
    seatList.forEach(seat -> occupants.add(seat.path("userId").asText()));
    return occupants;
  }

  /** Who sits, as the client was told last. */
  private static List<String> lastHeard(SignalClient client) {
    return client.told().stream()
        .filter(message -> message.path("method").asText().equals("onSeatListChanged"))
        .reduce((first, second) -> second)
        .map(message -> occupants(message.at("/params/seatList")))
        .orElse(List.of());
  }

  /** Who sits, by seat, as the administrator sees it; {@code ""} on free ones. */
  private List<String> occupants(String roomId) {
    List<String> occupants = new ArrayList<>();
    ok("get_seat_list", "{\"RoomId\":\"" + roomId + "\"}")
        .path("SeatList")
        .forEach(seat -> occupants.add(seat.path("Member_Account").asText("")));
    return occupants;
  }

  private JsonNode ok(String command, String body) {
    return ok(command, body, "room_engine_http_mic");
  }

  private JsonNode ok(String command, String body, String service) {
    JsonNode answer = administrator.call(service, command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
    return answer.path("Response");
  }

  private void failed(int code, String command, String body) {
    JsonNode answer = administrator.seats(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isEqualTo(code);
    assertThat(answer.path("ErrorInfo").asText()).isNotBlank();
  }
}
