package org.confab.tests.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.CallbackReceiver.Answer;
import org.confab.tests.kit.CallbackReceiver.Received;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackJourneyIT {
  private static final int KILLS = Integer.getInteger("confab.kills", 4);
  private static final String ALL =
      "\"Room.CallbackAfterCreateRoom\",\"Room.CallbackAfterDestroyRoom\",\"Room.CallbackUpdateRoomInfo\","
          + "\"Room.CallbackAfterMemberEnter\",\"Room.CallbackAfterMemberLeave\"";

  private final CallbackReceiver receiver = CallbackReceiver.open();
  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA",
              "mesh",
              "CONFAB_RATE_PER_COMMAND",
              "0",
              "CONFAB_CALLBACK_RETRY_SECONDS",
              "1,1,1,2,2,2,3,3,3,5,5,5,5,5,5,5,5,5,5,5"));
  private final Administrator administrator = new Administrator(server);

  @BeforeEach
  void everythingIsCalledBack() {
    ok(
        administrator.call(
            "room_config",
            "set_callback",
            "{\"Url\":\"" + receiver.url() + "\",\"CallbackCommandList\":[" + ALL + "]}"));
    receiver.forget();
    receiver.answers(Answer.ok());
  }

  @AfterEach
  void nothingIsCalledBack() {
    ok(administrator.call("room_config", "delete_callback", "{}"));
  }

  @AfterAll
  void stop() {
    server.close();
    receiver.close();
  }

  @Test
  void aMeetingIsToldStepByStep() {
    administrator.createRoom("steps");
    ok(
        administrator.rooms(
            "update_room_info", "{\"RoomInfo\":{\"RoomId\":\"steps\",\"RoomName\":\"New\"}}"));
    SignalClient ann = SignalClient.of(server, administrator.keys(), "ann");
    SignalClient bob = SignalClient.of(server, administrator.keys(), "bob");
    ann.enter("steps");
    bob.enter("steps");
    ann.result("exitRoom");
    ok(
        administrator.rooms(
            "kick_user_out",
            "{\"RoomId\":\"steps\",\"MemberList_Account\":[\"bob\"],\"Reason\":\"noise\"}"));
    ok(administrator.rooms("destroy_room", "{\"RoomId\":\"steps\"}"));
    List<Received> all = await(7, "steps");
    assertThat(all.stream().map(Received::command))
        .containsExactly(
            "Room.CallbackAfterCreateRoom",
            "Room.CallbackAfterUpdateRoomInfo",
            "Room.CallbackAfterMemberEnter",
            "Room.CallbackAfterMemberEnter",
            "Room.CallbackAfterMemberLeave",
            "Room.CallbackAfterMemberLeave",
            "Room.CallbackAfterDestroyRoom");
    String app = String.valueOf(administrator.keys().sdkAppId());
    for (Received callback : all) {
      assertThat(callback.query())
          .containsEntry("SdkAppid", app)
          .containsEntry("contenttype", "json")
          .containsKey("ClientIP");
      assertThat(callback.eventId()).isNotBlank();
      JsonNode body = Json.read(callback.body());
      assertThat(body.path("CallbackCommand").asText()).isEqualTo(callback.command());
      assertThat(body.path("EventTime").asLong()).isGreaterThan(1_600_000_000_000L);
    }
    assertThat(all.get(0).query()).containsEntry("OptPlatform", "RESTAPI");
    assertThat(all.get(2).query()).containsEntry("OptPlatform", "Web");
    assertThat(all.get(2).query().get("ClientIP")).isNotBlank();
    assertThat(body(all, 0).at("/RoomInfo/RoomType").asText()).isEqualTo("Meeting");
    assertThat(body(all, 1).at("/RoomInfo/RoomName").asText()).isEqualTo("New");
    assertThat(body(all, 3).path("MemberCount").asInt()).isEqualTo(2);
    assertThat(body(all, 3).at("/MemberList_Account/0").asText()).isEqualTo("bob");
    assertThat(body(all, 4).path("Type").asText()).isEqualTo("Leave");
    assertThat(body(all, 5).path("Type").asText()).isEqualTo("Kicked");
    assertThat(body(all, 5).path("Reason").asText()).isEqualTo("noise");
    ann.close();
    bob.close();
  }

  @Test
  void behindAReverseProxyClientsHaveTheirOwnAddress() {
    new Administrator(server, "198.51.100.7, 127.0.0.1").createRoom("proxied");
    WebSocket bob =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("X-Forwarded-For", "10.0.0.1, 198.51.100.8")
            .buildAsync(
                URI.create(server.uri().toString().replaceFirst("http", "ws") + "/ws"),
                new WebSocket.Listener() {})
            .join();
    bob.sendText(administrator.keys().login(1, "proxied-bob"), true).join();
    bob.sendText(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\"proxied\"}}",
            true)
        .join();
    assertThat(await(2, "proxied").stream().map(callback -> callback.query().get("ClientIP")))
        .containsExactly("198.51.100.7", "198.51.100.8");
    bob.abort();
  }

  @Test
  void everyCauseIsToldWithWhoBroughtItAbout() {
    SignalClient ann = SignalClient.of(server, administrator.keys(), "cause-ann");
    SignalClient bob = SignalClient.of(server, administrator.keys(), "cause-bob");
    SignalClient cai = SignalClient.of(server, administrator.keys(), "cause-cai");
    ann.result("createRoom", Json.object().put("roomId", "causes"));
    ann.enter("causes");
    bob.enter("causes");
    cai.enter("causes");
    ok(
        administrator.rooms(
            "change_room_owner",
            "{\"RoomId\":\"causes\",\"From_Account\":\"cause-ann\",\"NewOwner_Account\":\"cause-bob\"}"));
    ok(
        administrator.rooms(
            "ban_room_member",
            "{\"RoomId\":\"causes\",\"MemberList_Account\":[\"cause-ann\"],\"Reason\":\"noise\",\"Duration\":60}"));
    cai.result("logout");
    bob.drop();
    List<Received> all = await(8, "causes");
    assertThat(all.stream().map(Received::command).map(name -> name.replace("Room.Callback", "")))
        .containsExactly(
            "AfterCreateRoom",
            "AfterMemberEnter",
            "AfterMemberEnter",
            "AfterMemberEnter",
            "AfterUpdateRoomInfo",
            "AfterMemberLeave",
            "AfterMemberLeave",
            "AfterMemberLeave");
    assertThat(all.stream().map(callback -> callback.query().get("OptPlatform")))
        .containsExactly("Web", "Web", "Web", "Web", "RESTAPI", "RESTAPI", "Web", "Unknown");
    assertThat(all.stream().limit(7).map(callback -> callback.query().get("ClientIP")))
        .allMatch(address -> address.matches("127\\.0\\.0\\.1|[0:]*:1"));
    assertThat(
            all.stream()
                .map(callback -> Json.read(callback.body()).path("Operator_Account").asText()))
        .containsExactly(
            "cause-ann",
            "cause-ann",
            "cause-bob",
            "cause-cai",
            administrator.keys().admin(),
            administrator.keys().admin(),
            "cause-cai",
            "cause-bob");
    assertThat(body(all, 4).at("/RoomInfo/Owner_Account").asText()).isEqualTo("cause-bob");
    assertThat(body(all, 5).path("Type").asText()).isEqualTo("Kicked");
    assertThat(body(all, 5).path("Reason").asText()).isEqualTo("noise");
    assertThat(body(all, 6).path("Type").asText()).isEqualTo("Leave");
    assertThat(body(all, 7).path("Type").asText()).as("never heard of again").isEqualTo("Expired");
    assertThat(body(all, 7).path("MemberCount").asInt(-1)).isZero();
    ann.close();
  }

  @Test
  void whatAUserMakesOfItsRoomIsToldAsItsOwnDoing() {
    SignalClient ann = SignalClient.of(server, administrator.keys(), "own-ann");
    ann.result("createRoom", Json.object().put("roomId", "own"));
    ann.enter("own");
    ann.result("updateRoomNameByAdmin", Json.object().put("roomName", "Mine"));
    ann.result(
        "disableDeviceForAllUserByAdmin", Json.object().put("device", 2).put("isDisable", true));
    ann.result("destroyRoom");
    List<Received> all = await(5, "own");
    assertThat(all.stream().map(Received::command).map(name -> name.replace("Room.Callback", "")))
        .containsExactly(
            "AfterCreateRoom",
            "AfterMemberEnter",
            "AfterUpdateRoomInfo",
            "AfterUpdateRoomInfo",
            "AfterDestroyRoom");
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).query()).containsEntry("OptPlatform", "Web");
      assertThat(all.get(i).query().get("ClientIP")).matches("127\\.0\\.0\\.1|[0:]*:1");
      assertThat(body(all, i).path("Operator_Account").asText()).isEqualTo("own-ann");
    }
    assertThat(body(all, 2).at("/RoomInfo/RoomName").asText()).isEqualTo("Mine");
    assertThat(body(all, 3).at("/RoomInfo/IsVideoDisabled").asBoolean()).isTrue();
    assertThat(body(all, 4).path("RoomId").asText()).isEqualTo("own");
    ann.close();
  }

  @Test
  void aTokenSignsWhatIsSentUntilItIsTakenBack() throws NoSuchAlgorithmException {
    ok(
        administrator.call(
            "room_config",
            "set_callback_token",
            "{\"Token\":\"xxxxyyyy\",\"IsTokenEnable\":true}"));
    administrator.createRoom("signed");
    Map<String, String> query = await(1, "signed").get(0).query();
    String text = "xxxxyyyy" + query.get("RequestTime");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(query).containsEntry("Sign", HexFormat.of().formatHex(digest));
    assertThat(Long.parseLong(query.get("RequestTime")))
        .isCloseTo(System.currentTimeMillis() / 1000, within(60L));

    ok(administrator.call("room_config", "set_callback_token", "{\"IsTokenEnable\":false}"));
    administrator.createRoom("unsigned");
    assertThat(await(1, "unsigned").get(0).query()).doesNotContainKey("Sign");
    for (String bad :
        List.of("{}", "{\"Token\":\"\"}", "{\"Token\":\"" + "x".repeat(129) + "\"}")) {
      failed(100002, administrator.call("room_config", "set_callback_token", bad));
    }
  }

  @Test
  void whatIsNotSetCannotBeChangedOrSigned() {
    nothingIsCalledBack();
    failed(100301, administrator.call("room_config", "get_callback", "{}"));
    ok(administrator.call("room_config", "delete_callback", "{}"));
    failed(100302, administrator.call("room_config", "set_callback_token", "{\"Token\":\"x\"}"));
    everythingIsCalledBack();
    failed(
        100300,
        administrator.call(
            "room_config",
            "set_callback",
            "{\"Url\":\"" + receiver.url() + "\",\"CallbackCommandList\":[" + ALL + "]}"));
  }

  @Test
  void aReceiverInTroubleGetsEverythingInTheOrderOfEachRoom() {
    Random random = new Random(7);
    receiver.answers(
        callback -> {
          synchronized (random) {
            return switch (random.nextInt(6)) {
              case 0 -> Answer.status(500);
              case 1 -> Answer.brokenOff();
              case 2 -> Answer.ok().after(Duration.ofMillis(random.nextInt(300)));
              default -> Answer.ok();
            };
          }
        });
    for (int step = 0; step < 6; step++) {
      for (int room = 0; room < 5; room++) {
        String id = "trouble" + room;
        if (step == 0) {
          administrator.createRoom(id);
        } else {
          rename(id, step);
        }
      }
    }
    receiver.refuse();
    for (int room = 0; room < 5; room++) {
      rename("trouble" + room, 6);
    }
    receiver.accept();
    for (int room = 0; room < 5; room++) {
      await(7, "trouble" + room);
      assertThat(names("trouble" + room))
          .containsExactly("trouble" + room, "n1", "n2", "n3", "n4", "n5", "n6");
    }
  }

  /**
   * Killed at any moment, the server loses no callback of what it had answered, and keeps each
   * room's order.
   */
  @Test
  void killedAtAnyMomentItLosesNone() {
    Map<String, List<String>> answered = new ConcurrentHashMap<>();
    int rooms = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      AtomicBoolean killed = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String id = "kill" + ++rooms;
        Thread thread = new Thread(() -> changeUntilKilled(id, answered, killed));
        thread.start();
        threads.add(thread);
      }
      int last = rooms;
      Awaitility.await("work is under way")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  IntStream.rangeClosed(last - 3, last)
                      .allMatch(
                          room -> answered.getOrDefault("kill" + room, List.of()).size() >= 3));
      Awaitility.await("some moment")
          .pollDelay(ThreadLocalRandom.current().nextInt(20, 600), TimeUnit.MILLISECONDS)
          .until(() -> true);
      killed.set(true);
      server.kill();
      threads.forEach(CallbackJourneyIT::join);
      server.restart();
    }
    for (int room = 1; room <= rooms; room++) {
      String id = "kill" + room;
      Awaitility.await("everything about " + id + " arrives")
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(names(id))
                      .containsSubsequence(answered.getOrDefault(id, List.of()))
                      .doesNotHaveDuplicates()
                      // what was kept, though not answered any more
                      .endsWith(nameNow(id)));
    }
  }

  private String nameNow(String roomId) {
    JsonNode answer = administrator.rooms("get_room_info", "{\"RoomId\":\"" + roomId + "\"}");
    ok(answer);
    return answer.at("/Response/RoomInfo/RoomName").asText();
  }

  private void changeUntilKilled(
      String id, Map<String, List<String>> answered, AtomicBoolean killed) {
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    try {
      administrator.createRoom(id);
      acknowledged.add(id);
      answered.put(id, acknowledged);
      for (int step = 1; !killed.get(); step++) {
        rename(id, step);
        acknowledged.add("n" + step);
      }
    } catch (RuntimeException gone) {
      assertThat(killed).as("calls fail only when the server is killed; %s", gone).isTrue();
    }
  }

  private void rename(String roomId, int step) {
    ok(
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"" + roomId + "\",\"RoomName\":\"n" + step + "\"}}"));
  }

  /** The names that the room was said to have, in the order in which that was first received. */
  private List<String> names(String roomId) {
    List<String> names = new ArrayList<>();
    for (Received callback : about(roomId)) {
      JsonNode room = Json.read(callback.body()).path("RoomInfo");
      if (room.isObject()) {
        names.add(room.path("RoomName").asText());
      }
    }
    return names;
  }

  /** What was received of one room: of others something may be delivered late, and once more. */
  private List<Received> about(String roomId) {
    return receiver.distinct().stream()
        .filter(
            callback -> {
              JsonNode body = Json.read(callback.body());
              return body.path("RoomId")
                  .asText(body.at("/RoomInfo/RoomId").asText())
                  .equals(roomId);
            })
        .toList();
  }

  private List<Received> await(int callbacks, String roomId) {
    Awaitility.await(callbacks + " callbacks about " + roomId + " arrive")
        .atMost(90, TimeUnit.SECONDS)
        .until(() -> about(roomId).size() >= callbacks);
    return about(roomId);
  }

  private static JsonNode body(List<Received> all, int index) {
    return Json.read(all.get(index).body());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void failed(int code, JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isEqualTo(code);
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isZero();
  }
}
