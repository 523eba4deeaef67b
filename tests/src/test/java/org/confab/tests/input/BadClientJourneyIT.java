package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.BareSocket;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.confab.tests.protocol.Documented;
import org.confab.tests.protocol.ProtocolDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client calls, at whatever time: the documented error, no fault in the log, and others
 * do not notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadClientJourneyIT {
  private static final int NOT_LOGGED_IN = -1002;
  private static final int NOT_IN_A_ROOM = -2101;
  private static final int NO_SUCH_METHOD = -32601;

  /** Methods that need no room. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "login",
          "logout",
          "heartbeat",
          "setSelfInfo",
          "getSelfInfo",
          "createRoom",
          "enterRoom",
          "setMaxSeatCount",
          "scheduleConference",
          "cancelConference",
          "updateConferenceInfo",
          "fetchScheduledConferenceList",
          "fetchAttendeeList",
          "addAttendeesByAdmin",
          "removeAttendeesByAdmin");

  /** Of every kind. */
  private static final JsonNode VALUES =
      Json.read(
          """
          [null, true, -1, 1.5, 1e400, 99999999999999999999, "", "nul\\u0000", "half\\ud800",
           [[]], {"a": 1}, "%s"]
          """
              .formatted("x".repeat(1001)));

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);
  private final Keys keys = administrator.keys();
  private final Witness witness = new Witness(server, keys);

  @AfterAll
  void nobodyNoticedAnything() {
    try {
      witness.close();
    } finally {
      server.closeWithoutFault();
    }
  }

  /** What methods need, all right, beside a room's id. */
  private static ObjectNode good() {
    return (ObjectNode)
        Json.read(
            """
            {
              "userId": "nobody", "userList": ["nobody"], "userIdList": ["nobody"],
              "seatIndex": 0, "targetSeatIndex": 0, "seatMode": 1, "maxSeatCount": 3,
              "lockParams": {"lockSeat": false, "lockVideo": false, "lockAudio": false},
              "timeout": 0, "requestId": "none", "agree": true,
              "device": 1, "isDisable": true, "userRole": 2, "nameCard": "", "customInfo": {}, "tag": 1000,
              "roomName": "name", "password": "", "options": {"password": ""},
              "scheduleStartTime": 4000000000, "scheduleEndTime": 4000003600,
              "messageText": "x", "messageId": "x",
              "stream": "camera", "connection": "camera", "sdp": "v=0", "audio": true, "video": true,
              "videos": [{"userId": "nobody", "streamType": 0}],
              "candidate": {"sdpMid": "0", "sdpMLineIndex": 0}, "data": {},
              "resume": {"token": "none", "seq": 0}
            }
            """);
  }

  @Test
  void nothingIsDoneForStrangers() throws IOException {
    Set<String> methods = new HashSet<>(ProtocolDocument.read().methods().keySet());
    methods.remove("login");
    assertThat(methods).hasSizeGreaterThan(50);
    try (BareSocket socket = BareSocket.open(server.uri())) {
      for (String method : methods) {
        socket.send("{\"id\":1,\"method\":\"" + method + "\",\"params\":{\"userId\":[7]}}");
        assertThat(socket.read().at("/error/code").asInt()).as(method).isEqualTo(NOT_LOGGED_IN);
      }
    }
  }

  @Test
  void outsideOfRoomsNothingOfRoomsIsDone() {
    Set<String> methods = new HashSet<>(ProtocolDocument.read().methods().keySet());
    methods.removeAll(ANYWHERE);
    assertThat(methods).hasSizeGreaterThan(40);
    try (SignalClient client = SignalClient.of(server, keys, "outside")) {
      for (String method : methods) {
        assertThat(client.error(method, good())).as(method).isEqualTo(NOT_IN_A_ROOM);
      }
      assertThat(client.error("setMaxSeatCount", good())).isEqualTo(NOT_IN_A_ROOM);
    }
  }

  @Test
  void whatIsNoMethodIsSaidInARoomToo() {
    try (SignalClient ann = owner("unknown", "unknown-ann")) {
      for (String method : List.of("", "none", "TakeSeat", "takeSeat ", "onKickedOffLine")) {
        assertThat(ann.error(method, good())).as(method).isEqualTo(NO_SUCH_METHOD);
      }
      ann.result("heartbeat");
    }
  }

  static Stream<String> methodsWithFields() {
    return ProtocolDocument.read().methods().values().stream()
        .filter(method -> !method.name().equals("login") && !method.params().isEmpty())
        .map(ProtocolDocument.Method::name);
  }

  /** Each field in turn has every kind of value. */
  @ParameterizedTest
  @MethodSource("methodsWithFields")
  void whateverAFieldHoldsItIsNoFault(String method) {
    String room = "spoil-" + method;
    ObjectNode params = good().put("roomId", room);
    try (SignalClient client = owner(room, room + "-ann")) {
      for (String field : ProtocolDocument.read().method(method).params()) {
        for (JsonNode value : VALUES) {
          spoil(client, method, params, field, value);
        }
      }
    }
  }

  @Test
  void whateverALoginHoldsItIsNoFault() {
    ObjectNode params =
        good().put("sdkAppId", keys.sdkAppId()).put("userId", "login").put("userSig", "none");
    for (String field : ProtocolDocument.read().method("login").params()) {
      for (JsonNode value : VALUES) {
        try (SignalClient client = new SignalClient(server)) {
          spoil(client, "login", params, field, value);
        }
      }
    }
  }

  private static void spoil(
      SignalClient client, String method, ObjectNode params, String field, JsonNode value) {
    ObjectNode spoiled = params.deepCopy();
    spoiled.set(field, value);
    spoil(spoiled, field, value);
    int code = client.error(method, spoiled);
    assertThat(code).as("%s with %s: %s", method, field, value).isNotIn(-1, -2);
    if (code != 0) {
      Documented.checkError(method, code);
    }
  }

  /** Also in the objects inside. */
  private static void spoil(JsonNode in, String field, JsonNode value) {
    for (JsonNode inside : in) {
      if (inside instanceof ObjectNode object && object.has(field)) {
        object.set(field, value);
      }
      spoil(inside, field, value);
    }
  }

  /** The owner of a room with seats, in it. */
  private SignalClient owner(String room, String userId) {
    SignalClient client = SignalClient.of(server, keys, userId);
    int code =
        client.error(
            "createRoom",
            Json.object().put("roomId", room).put("isSeatEnabled", true).put("maxSeatCount", 2));
    assertThat(code).as("a room, now or before").isIn(0, -2106);
    client.enter(room);
    return client;
  }

  private SignalClient member(String room, String userId) {
    SignalClient client = SignalClient.of(server, keys, userId);
    client.enter(room);
    return client;
  }

  @Test
  void whoseUserSigExpiresLogsInAnew() {
    try (SignalClient ann = owner("expiry", "expiry-ann")) {
      SignalClient bob = new SignalClient(server);
      ObjectNode login =
          Json.object()
              .put("sdkAppId", keys.sdkAppId())
              .put("userId", "expiry-bob")
              // made ten seconds ago
              .put("userSig", keys.userSig("expiry-bob", 14));
      String token = bob.result("login", login).path("resumeToken").asText();
      long seq = bob.enter("expiry").path("seq").asLong();
      bob.hears("onUserSigExpired");
      assertThat(bob.closeCode()).isEqualTo(4401);
      try (SignalClient back = new SignalClient(server)) {
        assertThat(back.error("login", login)).as("the old one").isEqualTo(-1001);
        JsonNode resumed = back.comeBack(keys, "expiry-bob", token, seq).path("resumed");
        assertThat(resumed.path("roomId").asText()).isEqualTo("expiry");
        back.result("sendTextMessage", Json.object().put("messageText", "here again"));
        ann.hears("onReceiveTextMessage");
        assertThat(ann.heard("onRemoteUserLeaveRoom")).isFalse();
      }
    }
  }

  /** Requests are on their way all the while; from the moment on that it is out, none is done. */
  @Test
  void whoWasSentOutAMomentAgoDoesNothingMore() throws IOException {
    List<String> methods =
        List.of(
            "sendTextMessage",
            "setPublishing",
            "takeSeat",
            "leaveSeat",
            "relay",
            "setCustomInfoForUser",
            "getUserInfo",
            "fetchRoomInfo",
            "getUserList",
            "getMessageList");
    try (SignalClient ann = owner("kick", "kick-ann");
        BareSocket bob = BareSocket.open(server.uri())) {
      bob.send(keys.login(1, "kick-bob"));
      bob.send("{\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\"kick\"}}");
      ann.hears("onRemoteUserEnterRoom");
      ObjectNode params = good().put("userId", "kick-ann").put("audio", false).put("video", false);
      int id = 100;
      int lastBefore = 0;
      for (int round = 0; round < 15; round++) {
        if (round == 8) {
          lastBefore = id;
          ann.result("kickRemoteUserOutOfRoom", Json.object().put("userId", "kick-bob"));
        }
        for (String method : methods) {
          ObjectNode frame = Json.object().put("id", ++id).put("method", method);
          frame.set("params", params.deepCopy().put("messageId", "m" + id));
          bob.send(Json.write(frame));
        }
      }
      Set<Integer> before = new TreeSet<>();
      Set<Integer> after = new TreeSet<>();
      boolean told = false;
      for (int answered = 100; answered < id; ) {
        JsonNode message = bob.read();
        told |= message.path("method").asText().equals("onKickedOutOfRoom");
        answered = Math.max(answered, message.path("id").asInt());
        if (message.path("id").asInt() > 100) {
          (answered > lastBefore ? after : before).add(message.at("/error/code").asInt());
        }
      }
      assertThat(told).isTrue();
      assertThat(before).contains(0);
      assertThat(after).containsExactly(NOT_IN_A_ROOM);
    }
  }

  @Test
  void whatFollowsALogoutIsNotDone() throws IOException {
    administrator.createRoom("after-logout");
    try (BareSocket bob = BareSocket.open(server.uri())) {
      bob.send(keys.login(1, "logout-bob"));
      assertThat(bob.read().has("result")).isTrue();
      bob.send("{\"id\":2,\"method\":\"logout\"}");
      bob.send("{\"id\":3,\"method\":\"enterRoom\",\"params\":{\"roomId\":\"after-logout\"}}");
      assertThat(bob.closeCode()).isEqualTo(1000);
    }
    JsonNode members = administrator.rooms("get_room_member_list", "{\"RoomId\":\"after-logout\"}");
    assertThat(members.path("ErrorCode").asInt(-1)).isZero();
    assertThat(members.at("/Response/MemberList")).isEmpty();
  }

  @Test
  void otherRoomsAreOutOfReach() {
    try (SignalClient ann = owner("mine", "mine-ann");
        SignalClient bob = member("mine", "mine-bob");
        SignalClient eve = owner("theirs", "eve")) {
      ann.result("updateRoomSeatModeByAdmin", Json.object().put("seatMode", 2));
      String request =
          bob.result("takeSeat", Json.object().put("seatIndex", 0)).path("requestId").asText();
      assertThat(request).isNotEmpty();
      ObjectNode params = good().put("userId", "mine-bob").put("requestId", request);
      params.putArray("userList").add("mine-bob");
      for (String method : List.of("responseRemoteRequest", "cancelRequest")) {
        assertThat(eve.error(method, params)).as(method).isEqualTo(-2311);
      }
      for (String method :
          List.of(
              "relay",
              "getUserInfo",
              "kickRemoteUserOutOfRoom",
              "changeUserRole",
              "changeUserNameCard",
              "setCustomInfoForUser",
              "addCategoryTagForUsers",
              "closeRemoteDeviceByAdmin",
              "takeUserOnSeatByAdmin",
              "openRemoteDeviceByAdmin",
              "disableSendingMessageByAdmin")) {
        assertThat(eve.error(method, params)).as(method).isEqualTo(-2201);
      }
      assertThat(eve.error("kickUserOffSeatByAdmin", params)).isEqualTo(-2345);
      assertThat(eve.error("setMaxSeatCount", params.put("roomId", "mine"))).isEqualTo(-2101);
      assertThat(eve.error("setMaxSeatCount", params.put("roomId", "none"))).isEqualTo(-2100);
      assertThat(eve.error("enterRoom", params.put("roomId", "mine"))).isEqualTo(-2108);
      assertThat(bob.error("cancelRequest", params)).as("it is open still").isZero();
    }
  }

  /** Who is gone before it is answered leaves no connection behind. */
  @Test
  void manyWhoBreakOffAreForgotten() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (BareSocket socket = BareSocket.open(server.uri())) {
        socket.send(keys.login(1, "reset-" + i % 10));
        socket.send("{\"id\":2,\"method\":\"getSelfInfo\"}");
      }
    }
    try (SignalClient back = SignalClient.of(server, keys, "reset-0")) {
      assertThat(back.result("getSelfInfo").path("userId").asText()).isEqualTo("reset-0");
      assertThat(back.heard("onKickedOffLine")).isFalse();
    }
  }
}
