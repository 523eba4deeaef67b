package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live rooms: what is otherwise than in conferences, and many who only watch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRoomJourneyIT {
  private static final int CONFERENCE = 1;
  private static final int LIVE = 2;
  private static final int NOT_IN_THIS_ROOM_TYPE = -2103;
  private static final int FEW = 110;
  private static final int CROWD = 160;
  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  /** Spec 19020. */
  @ParameterizedTest(name = "type {0}, seats {1}, mode {2}: {3}")
  @CsvSource({
    "1, false, 1, none",
    "1, true,  2, applied for",
    "1, true,  1, taken",
    "2, true,  1, taken",
    "2, true,  2, applied for",
    "2, false, 1, none"
  })
  void howAMemberComesToASeat(int type, boolean seats, int mode, String how) {
    String roomId = "seat-" + type + seats + mode;
    SignalClient ann =
        host(
            roomId,
            "ann-" + roomId,
            room(roomId, type).put("isSeatEnabled", seats).put("seatMode", mode));
    SignalClient bob = member(roomId, "bob-" + roomId);
    ObjectNode any = Json.object().put("seatIndex", -1).put("timeout", 0);
    switch (how) {
      case "none" -> assertThat(bob.error("takeSeat", any)).isEqualTo(-2347);
      case "taken" -> {
        assertThat(bob.result("takeSeat", any).has("requestId")).isFalse();
        ann.hears("onSeatListChanged");
      }
      default -> {
        assertThat(bob.result("takeSeat", any).has("requestId")).isTrue();
        ann.hears("onRequestReceived");
      }
    }
    close(ann, bob);
  }

  @Test
  void aLiveRoomIsDismissedByItsOwnerAndNotHandedOver() {
    SignalClient ann = host("stays", "stays-ann", room("stays", LIVE));
    SignalClient bob = member("stays", "stays-bob");
    assertThat(ann.error("exitRoom")).isEqualTo(-2102);
    assertThat(ann.error("changeUserRole", role("stays-bob", 0))).isEqualTo(NOT_IN_THIS_ROOM_TYPE);
    assertThat(bob.error("changeUserRole", role("stays-bob", 0))).isEqualTo(-2300);
    ann.result("changeUserRole", role("stays-bob", 1));
    for (int device = 1; device <= 3; device++) {
      ObjectNode off = Json.object().put("device", device).put("isDisable", true);
      assertThat(ann.error("disableDeviceForAllUserByAdmin", off)).isEqualTo(NOT_IN_THIS_ROOM_TYPE);
    }
    ann.result("disableSendingMessageForAllUser", Json.object().put("isDisable", true));
    assertThat(
            administrator
                .rooms(
                    "change_room_owner",
                    "{\"RoomId\":\"stays\",\"From_Account\":\"stays-ann\",\"NewOwner_Account\":\"stays-bob\"}")
                .path("ErrorCode")
                .asInt(-1))
        .as("the application may")
        .isZero();
    bob.result("destroyRoom");
    assertThat(ann.hears("onRoomDismissed").path("reason").asInt()).isEqualTo(1);
    close(ann, bob);
  }

  @Test
  void whatALiveRoomWasCreatedWithoutIsSwitchedOn() {
    SignalClient ann =
        host("dark", "dark-ann", room("dark", LIVE).put("isCameraDisableForAllUser", true));
    SignalClient bob = member("dark", "dark-bob");
    ObjectNode on = Json.object().put("device", 2).put("isDisable", false);
    assertThat(bob.error("disableDeviceForAllUserByAdmin", on)).isEqualTo(-2301);
    ann.result("disableDeviceForAllUserByAdmin", on);
    assertThat(bob.hears("onAllUserCameraDisableChanged").path("isDisable").asBoolean(true))
        .isFalse();
    close(ann, bob);
  }

  @Test
  void roomsAreNotConnectedWithoutAMediaServer() {
    SignalClient ann = host("alone", "alone-ann", room("alone", LIVE));
    SignalClient bob = host("apart", "apart-bob", room("apart", LIVE));
    ObjectNode asking = Json.object().put("roomId", "apart").put("userId", "apart-bob");
    assertThat(ann.error("connectOtherRoom", asking)).isEqualTo(NOT_IN_THIS_ROOM_TYPE);
    assertThat(bob.heard("onRequestReceived")).isFalse();
    close(ann, bob);
  }

  @Test
  void aLiveRoomHasUpToSixteenSeats() {
    SignalClient ann = client("sixteen-ann");
    assertThat(
            ann.error(
                "createRoom",
                room("sixteen", LIVE).put("isSeatEnabled", true).put("maxSeatCount", 17)))
        .isEqualTo(-2340);
    ann.result(
        "createRoom", room("sixteen", LIVE).put("isSeatEnabled", true).put("maxSeatCount", 16));
    ann.enter("sixteen");
    assertThat(ann.result("getSeatList").path("seatList")).hasSize(16);
    assertThat(ann.error("setMaxSeatCount", Json.object().put("maxSeatCount", 17)))
        .isEqualTo(-2340);
    SignalClient bob = client("sixteen-bob");
    assertThat(bob.error("enterRoom", room("sixteen", CONFERENCE)))
        .isEqualTo(NOT_IN_THIS_ROOM_TYPE);
    bob.result("enterRoom", room("sixteen", LIVE));
    SignalClient cai = client("sixteen-cai");
    cai.result("createRoom", room("unsaid", LIVE).put("isSeatEnabled", true));
    assertThat(cai.enter("unsaid").path("seatList")).as("also when nothing is said").hasSize(16);
    close(ann, bob, cai);
  }

  @Test
  void comingAndGoingOfManyIsToldTogether() {
    SignalClient ann = host("crowd", "crowd-ann", room("crowd", LIVE));
    List<SignalClient> crowd = new CopyOnWriteArrayList<>(List.of(ann));
    for (int i = 0; i < FEW; i++) {
      crowd.add(member("crowd", "crowd-" + i));
    }
    List<SignalClient> many = new ArrayList<>();
    for (int i = FEW; i < CROWD; i++) {
      SignalClient client = client("crowd-" + i);
      crowd.add(client);
      many.add(client);
    }
    long before = ann.told().stream().filter(named("onRemoteUsersChanged")).count();
    many.forEach(each -> each.asks("enterRoom", Json.object().put("roomId", "crowd")));
    await("everybody is there").until(() -> known(ann).size() == CROWD);
    assertThat(count(ann)).isEqualTo(CROWD + 1);
    long apart = ann.told().stream().filter(named("onRemoteUserEnterRoom")).count();
    long together = ann.told().stream().filter(named("onRemoteUsersChanged")).count();
    assertThat(apart).as("one by one up to a hundred").isBetween(90L, 100L);
    assertThat(together - before).as("many at once").isBetween(1L, many.size() / 2L);

    ann.result(
        "changeUserNameCard", Json.object().put("userId", "crowd-0").put("nameCard", "First"));
    SignalClient late = member("crowd", "crowd-late");
    crowd.add(late);
    JsonNode list = late.result("getUserList");
    assertThat(list.path("userList")).hasSizeGreaterThan(CROWD);
    assertThat(list.path("userList").findValuesAsText("nameCard")).contains("First");

    many.forEach(each -> each.asks("exitRoom", Json.object()));
    await("they are gone").until(() -> known(ann).size() == FEW + 1);
    await("and were counted").until(() -> count(ann) == FEW + 2);
    crowd.forEach(SignalClient::close);
  }

  /** Who is there besides the one who listens, by what it was told. */
  private static Set<String> known(SignalClient client) {
    Set<String> known = new HashSet<>();
    for (JsonNode message : client.told()) {
      JsonNode params = message.path("params");
      switch (message.path("method").asText()) {
        case "onRemoteUserEnterRoom" -> known.add(params.at("/userInfo/userId").asText());
        case "onRemoteUserLeaveRoom" -> known.remove(params.at("/userInfo/userId").asText());
        case "onRemoteUsersChanged" -> {
          known.addAll(params.path("entered").findValuesAsText("userId"));
          params.path("left").findValuesAsText("userId").forEach(known::remove);
        }
        default -> {}
      }
    }
    return known;
  }

  private static int count(SignalClient client) {
    int count = 0;
    for (JsonNode message : client.told()) {
      count = message.at("/params/userCount").asInt(count);
    }
    return count;
  }

  private static Predicate<JsonNode> named(String event) {
    return message -> message.path("method").asText().equals(event);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(Duration.ofSeconds(60));
  }

  private SignalClient host(String roomId, String userId, ObjectNode room) {
    SignalClient client = client(userId);
    client.result("createRoom", room);
    client.enter(roomId);
    return client;
  }

  private SignalClient member(String roomId, String userId) {
    SignalClient client = client(userId);
    client.enter(roomId);
    return client;
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private static ObjectNode room(String roomId, int type) {
    return Json.object().put("roomId", roomId).put("roomType", type);
  }

  private static ObjectNode role(String userId, int role) {
    return Json.object().put("userId", userId).put("userRole", role);
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
