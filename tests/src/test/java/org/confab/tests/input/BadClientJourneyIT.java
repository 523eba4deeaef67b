package org.confab.tests.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a client does, it is answered with an error or closed with a code; nothing of it is a
 * fault in the log, and others do not notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadClientJourneyIT {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int NO_SUCH_METHOD = -32601;
  private static final int NOT_LOGGED_IN = -1002;
  private static final int NOT_IN_A_ROOM = -2101;
  private static final int STRANGERS = 300;

  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA", "mesh", "CONFAB_STRANGERS_PER_ADDRESS", Integer.toString(STRANGERS)));
  private final Administrator administrator = new Administrator(server);
  private final Keys keys = administrator.keys();
  private final Witness witness = new Witness(server, keys);

  @AfterAll
  void nobodyNoticedAnything() {
    try {
      witness.close();
      assertThat(server.faults()).isEmpty();
    } finally {
      server.close();
    }
  }

  /** A frame, and the code that it is answered with. */
  private record Frame(int code, String text) {
    @Override
    public String toString() {
      return code + " " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }
  }

  static Stream<Frame> frames() {
    return Stream.of(
        new Frame(PARSE_ERROR, "no json"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"heartbeat\"} and more"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"heartbeat\""),
        new Frame(PARSE_ERROR, "{\"id\":1,\"id\":2,\"method\":\"heartbeat\"}"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"login\",\"params\":{\"a\":1,\"a\":2}}"),
        new Frame(PARSE_ERROR, "[".repeat(100_000)),
        new Frame(PARSE_ERROR, "{\"id\":" + "9".repeat(2000) + ",\"method\":\"heartbeat\"}"),
        new Frame(PARSE_ERROR, "{\"method\":\"x\",\"params\":" + nested(40) + "}"),
        new Frame(PARSE_ERROR, "{'id':1}"),
        new Frame(PARSE_ERROR, "{\"id\":NaN,\"method\":\"heartbeat\"}"),
        new Frame(INVALID_REQUEST, ""),
        new Frame(INVALID_REQUEST, "[]"),
        new Frame(INVALID_REQUEST, "[{\"id\":1,\"method\":\"heartbeat\"}]"),
        new Frame(INVALID_REQUEST, "7"),
        new Frame(INVALID_REQUEST, "null"),
        new Frame(INVALID_REQUEST, "\"heartbeat\""),
        new Frame(INVALID_REQUEST, "{}"),
        new Frame(INVALID_REQUEST, "{\"id\":1}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"method\":7}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"method\":null}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"result\":{}}"),
        new Frame(INVALID_REQUEST, withId("null")),
        new Frame(INVALID_REQUEST, withId("true")),
        new Frame(INVALID_REQUEST, withId("{}")),
        new Frame(INVALID_REQUEST, withId("[1]")),
        new Frame(INVALID_REQUEST, withId("1.5")),
        new Frame(INVALID_REQUEST, withId("1e400")),
        new Frame(INVALID_REQUEST, withId("9".repeat(30))),
        new Frame(INVALID_REQUEST, withId("\"" + "x".repeat(65) + "\"")),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"Login\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"\\u0000\\ud800\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"" + "x".repeat(200_000) + "\"}"),
        new Frame(-1001, "{\"id\":1,\"method\":\"login\",\"params\":[1]}"),
        new Frame(-1001, "{\"id\":1,\"method\":\"login\",\"params\":\"x\"}"),
        new Frame(-1001, "{\"id\":1,\"method\":\"login\",\"params\":null}"),
        new Frame(-1001, "{\"id\":1,\"method\":\"login\"}"),
        new Frame(NOT_LOGGED_IN, "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"heartbeat\"}"),
        new Frame(NOT_LOGGED_IN, withId("\"" + "x".repeat(64) + "\"")),
        new Frame(NOT_LOGGED_IN, withId("-9223372036854775808")));
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static String withId(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"heartbeat\",\"params\":{}}";
  }

  @ParameterizedTest
  @MethodSource("frames")
  void whatIsNoGoodRequestIsAnswered(Frame frame) throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(frame.text());
      JsonNode answer = socket.read();
      assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(frame.code());
      assertThat(answer.at("/error/message").asText()).isNotBlank().hasSizeLessThan(300);
      assertThat(answer.has("id")).isTrue();
      socket.send(withId("7"));
      assertThat(socket.read().path("id").asInt()).as("it goes on").isEqualTo(7);
    }
  }

  @Test
  void aRequestWithoutIdIsNotAnswered() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send("{\"method\":\"noSuchMethod\"}");
      socket.send("{\"method\":\"login\",\"params\":{}}");
      socket.send(withId("7"));
      assertThat(socket.read().path("id").asInt()).isEqualTo(7);
    }
  }

  /** A message of so many bytes in so many frames, or another kind of one. */
  @Test
  void whatIsNoTextOfBearableSizeEndsTheConnection() throws IOException {
    assertThat(codeAfter(socket -> socket.send(BareSocket.BINARY, new byte[3]))).isEqualTo(1003);
    assertThat(codeAfter(socket -> socket.send(BareSocket.BINARY, new byte[100_000])))
        .isIn(1003, 1009);
    assertThat(codeAfter(socket -> socket.send("x".repeat(262_145)))).isEqualTo(1009);
    assertThat(codeAfter(socket -> socket.send("会".repeat(100_000)))).isEqualTo(1009);
    assertThat(codeAfter(socket -> socket.send("x".repeat(1_500_000)))).isIn(1009, BareSocket.GONE);
    assertThat(
            codeAfter(
                socket -> {
                  socket.sendPart(BareSocket.TEXT, new byte[0]);
                  for (int i = 0; i < 40; i++) {
                    socket.sendPart(BareSocket.CONTINUATION, "x".repeat(50_000).getBytes(UTF_8));
                  }
                }))
        .isIn(1009, BareSocket.GONE);
  }

  @Test
  void whatIsNoWebSocketEndsTheConnection() throws IOException {
    assertThat(codeAfter(socket -> socket.send(BareSocket.TEXT, (byte) 0xc3, (byte) 0x28)))
        .as("no UTF-8")
        .isIn(1007, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.write((byte) 0x81, (byte) 1, (byte) 'x')))
        .as("not masked")
        .isIn(1002, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.send(3))).as("unknown kind").isIn(1002, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.send(0x40 | BareSocket.TEXT)))
        .as("reserved bit")
        .isIn(1002, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.send(BareSocket.CONTINUATION, (byte) 'x')))
        .as("continues nothing")
        .isIn(1002, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.send(BareSocket.PING, new byte[126])))
        .as("a long ping")
        .isIn(1002, BareSocket.GONE);
    assertThat(codeAfter(socket -> socket.write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))))
        .as("HTTP again")
        .isIn(1002, 1009, BareSocket.GONE);
  }

  private interface Doing {
    void with(BareSocket socket) throws IOException;
  }

  private int codeAfter(Doing doing) throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      try {
        doing.with(socket);
      } catch (IOException closedMeanwhile) {
        // the code is to be read nevertheless
      }
      return socket.closeCode();
    }
  }

  @Test
  void whoStopsInTheMiddleIsForgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (BareSocket socket = BareSocket.open(server.uri())) {
        socket.write((byte) 0x81, (byte) 0xfe, (byte) 0x10);
      }
    }
    try (BareSocket neverDone = BareSocket.open(server.uri());
        BareSocket chatty = BareSocket.open(server.uri())) {
      neverDone.sendPart(BareSocket.TEXT, "{\"id\":1,".getBytes(UTF_8));
      long end = System.nanoTime() + 20_000_000_000L;
      int code = 0;
      while (code == 0 && System.nanoTime() < end) {
        chatty.send(withId("1"));
        code = chatty.codeWithin(1000);
      }
      assertThat(code).as("it never logged in").isEqualTo(4408);
      assertThat(neverDone.closeCode()).isEqualTo(4408);
    }
  }

  @Test
  void whoFloodsIsSlowedDownAndThenClosed() throws IOException {
    List<String> floods =
        List.of(
            withId("1"), "{\"method\":\"heartbeat\"}", "no json", "{\"id\":1,\"method\":\"none\"}");
    for (String frame : floods) {
      for (boolean known : List.of(true, false)) {
        try (BareSocket socket = BareSocket.open(server.uri())) {
          if (known) {
            socket.send(keys.login(1, "flood"));
            assertThat(socket.read().has("result")).isTrue();
          }
          assertThat(flood(socket, frame)).as("%s, logged in: %s", frame, known).isEqualTo(4429);
        }
      }
    }
  }

  private static int flood(BareSocket socket, String frame) throws IOException {
    for (int i = 0; i < 10_000; i++) {
      try {
        socket.send(frame);
      } catch (IOException closedMeanwhile) {
        break;
      }
      if (i % 20 == 0 && socket.codeWithin(1) != 0) {
        break;
      }
    }
    return socket.closeCode();
  }

  @Test
  void whoIsALittleTooQuickIsToldSo() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(keys.login(1, "quick"));
      assertThat(socket.read().has("result")).isTrue();
      for (int i = 0; i < 600; i++) {
        socket.send(withId("2"));
      }
      int slowedDown = 0;
      for (int i = 0; i < 600; i++) {
        slowedDown += socket.read().at("/error/code").asInt() == -2 ? 1 : 0;
      }
      assertThat(slowedDown).isBetween(1, 400);
    }
  }

  /** Those who stay are closed after ten seconds, and make room for as many others. */
  @Test
  void fromOneAddressComeNotTooManyStrangers() throws IOException {
    List<BareSocket> sockets = new ArrayList<>();
    try {
      long start = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        sockets.add(BareSocket.open(server.uri()));
      }
      long tens = 1 + (System.nanoTime() - start) / 9_000_000_000L;
      Map<Integer, Integer> codes = new TreeMap<>();
      for (BareSocket socket : sockets) {
        codes.merge(socket.closeCode(), 1, Integer::sum);
      }
      assertThat(codes).containsOnlyKeys(4408, 4429);
      assertThat(codes.get(4408)).isBetween(STRANGERS / 2, (int) tens * STRANGERS);
    } finally {
      for (BareSocket socket : sockets) {
        socket.close();
      }
    }
    Awaitility.await("others are welcome again")
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (SignalClient welcome = SignalClient.of(server, keys, "welcome")) {
                welcome.result("heartbeat");
              }
            });
  }

  @Test
  void nothingIsDoneForStrangers() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      for (String method : ProtocolDocument.read().methods().keySet()) {
        if (!method.equals("login")) {
          socket.send("{\"id\":1,\"method\":\"" + method + "\",\"params\":{\"userId\":[7]}}");
          assertThat(socket.read().at("/error/code").asInt()).as(method).isEqualTo(NOT_LOGGED_IN);
        }
      }
    }
  }

  /** What methods of a room need, all right. */
  private static ObjectNode good() {
    ObjectNode all =
        Json.object()
            .put("userId", "nobody")
            .put("seatIndex", 0)
            .put("targetSeatIndex", 0)
            .put("seatMode", 1)
            .put("maxSeatCount", 3)
            .put("timeout", 0)
            .put("device", 1)
            .put("requestId", "none")
            .put("agree", true)
            .put("isDisable", true)
            .put("messageText", "x")
            .put("stream", "camera")
            .put("connection", "camera")
            .put("sdp", "v=0")
            .put("audio", true)
            .put("video", true);
    all.putObject("lockParams").put("lockSeat", true);
    all.putObject("data");
    all.putArray("videos");
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exitRoom",
        "destroyRoom",
        "fetchRoomInfo",
        "getUserList",
        "getUserInfo",
        "kickRemoteUserOutOfRoom",
        "getSeatList",
        "takeSeat",
        "leaveSeat",
        "moveToSeat",
        "kickUserOffSeatByAdmin",
        "lockSeatByAdmin",
        "updateRoomSeatModeByAdmin",
        "setMaxSeatCount",
        "takeUserOnSeatByAdmin",
        "openRemoteDeviceByAdmin",
        "applyToAdminToOpenLocalDevice",
        "responseRemoteRequest",
        "cancelRequest",
        "getSeatApplicationList",
        "publish",
        "setPublishing",
        "unpublish",
        "receive",
        "answer",
        "candidate",
        "relay",
        "sendTextMessage",
        "sendCustomMessage",
        "getMessageList",
        "disableSendingMessageForAllUser",
        "disableSendingMessageByAdmin"
      })
  void outsideOfRoomsNothingOfRoomsIsDone(String method) {
    try (SignalClient client = SignalClient.of(server, keys, "outside")) {
      assertThat(client.error(method, good())).isEqualTo(NOT_IN_A_ROOM);
    }
  }

  static Stream<String> methods() {
    return ProtocolDocument.read().methods().keySet().stream()
        .filter(method -> !List.of("logout", "destroyRoom", "exitRoom").contains(method));
  }

  /**
   * Each field in turn has every kind of value; no other error than those documented comes of it.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void whateverAFieldHoldsItIsNoFault(String method) {
    JsonNode values =
        Json.read(
            "[null,true,7,-1,1.5,1e400,99999999999999999999,\"\",\"nul\\u0000\",\"half\\ud800\",{},[],[7],[[]],{\"a\":1},\""
                + "x".repeat(1001)
                + "\"]");
    try (SignalClient ann = member("spoil-" + method, true);
        SignalClient bob = member("spoil-" + method, false)) {
      for (String field : ProtocolDocument.read().method(method).params()) {
        for (JsonNode value : values) {
          for (SignalClient client : List.of(ann, bob)) {
            ObjectNode params = good();
            params.set(field, value);
            int code = client.error(method, params);
            assertThat(code).as("%s with %s: %s", method, field, value).isNotEqualTo(-1);
            if (code != 0 && !method.equals("login")) {
              Documented.checkError(method, code);
            }
          }
        }
      }
      ann.result("heartbeat");
    }
  }

  private SignalClient member(String name, boolean owner) {
    SignalClient client = SignalClient.of(server, keys, name + (owner ? "-ann" : "-bob"));
    if (owner) {
      client.result(
          "createRoom",
          Json.object().put("roomId", name).put("isSeatEnabled", true).put("maxSeatCount", 2));
    }
    client.enter(name);
    return client;
  }

  @Test
  void whoseUserSigExpiresLogsInAnew() throws IOException {
    try (SignalClient ann = member("expiry", true)) {
      SignalClient bob = new SignalClient(server);
      ObjectNode login =
          Json.object()
              .put("sdkAppId", keys.sdkAppId())
              .put("userId", "expiry-bob")
              // made ten seconds ago
              .put("userSig", keys.userSig("expiry-bob", 18));
      String token = bob.result("login", login).path("resumeToken").asText();
      long seq = bob.enter("expiry").path("seq").asLong();
      bob.hears("onUserSigExpired");
      assertThat(bob.closeCode()).isEqualTo(4401);
      try (SignalClient back = new SignalClient(server)) {
        assertThat(back.error("login", login)).as("the old one").isEqualTo(-1001);
        JsonNode resumed = back.comeBack(keys, "expiry-bob", token, seq).path("resumed");
        assertThat(resumed.path("roomId").asText()).isEqualTo("expiry");
        assertThat(ann.heard("onRemoteUserLeaveRoom")).isFalse();
      }
    }
  }

  /** Requests that were on their way when somebody was sent out. */
  @Test
  void whoWasSentOutAMomentAgoDoesNothingMore() throws IOException {
    try (SignalClient ann = member("kick", true);
        BareSocket bob = BareSocket.open(server.uri())) {
      bob.send(keys.login(1, "kick-bob"));
      bob.send("{\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\"kick\"}}");
      ann.hears("onRemoteUserEnterRoom");
      ObjectNode params = good().put("userId", "kick-ann");
      List<String> methods =
          List.of(
              "sendTextMessage",
              "setPublishing",
              "takeSeat",
              "getUserInfo",
              "fetchRoomInfo",
              "relay");
      int id = 100;
      for (int round = 0; round < 20; round++) {
        for (String method : methods) {
          ObjectNode frame = Json.object().put("id", ++id).put("method", method);
          frame.set("params", params);
          bob.send(Json.write(frame));
        }
        if (round == 5) {
          ann.result("kickRemoteUserOutOfRoom", Json.object().put("userId", "kick-bob"));
        }
      }
      Map<Integer, Integer> codes = new TreeMap<>();
      boolean out = false;
      while (codes.values().stream().mapToInt(n -> n).sum() < 120) {
        JsonNode message = bob.read();
        out |= message.path("method").asText().equals("onKickedOutOfRoom");
        if (message.path("id").asInt() >= 100) {
          codes.merge(message.at("/error/code").asInt(), 1, Integer::sum);
        }
      }
      assertThat(out).isTrue();
      assertThat(codes).containsKeys(0, NOT_IN_A_ROOM);
      assertThat(codes.keySet()).isSubsetOf(0, NOT_IN_A_ROOM, -2341, -2345, -2201);
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
    assertThat(members.at("/Response/MemberList")).isEmpty();
  }

  @Test
  void otherRoomsAreOutOfReach() {
    try (SignalClient ann = member("mine", true);
        SignalClient bob = member("mine", false);
        SignalClient eve = member("theirs", true)) {
      ann.result("updateRoomSeatModeByAdmin", Json.object().put("seatMode", 2));
      String request =
          bob.result("takeSeat", Json.object().put("seatIndex", 0)).path("requestId").asText();
      ObjectNode params = good().put("userId", "mine-bob").put("requestId", request);
      assertThat(eve.error("responseRemoteRequest", params)).isEqualTo(-2311);
      assertThat(eve.error("cancelRequest", params)).isEqualTo(-2311);
      assertThat(eve.error("relay", params)).isEqualTo(-2201);
      assertThat(eve.error("getUserInfo", params)).isEqualTo(-2201);
      assertThat(eve.error("kickRemoteUserOutOfRoom", params)).isEqualTo(-2201);
      assertThat(eve.error("takeUserOnSeatByAdmin", params)).isEqualTo(-2201);
      assertThat(eve.error("openRemoteDeviceByAdmin", params)).isEqualTo(-2201);
      assertThat(eve.error("disableSendingMessageByAdmin", params)).isEqualTo(-2201);
      assertThat(eve.error("kickUserOffSeatByAdmin", params)).isEqualTo(-2345);
      assertThat(eve.error("setMaxSeatCount", params.put("roomId", "mine"))).isEqualTo(-2101);
      assertThat(eve.error("setMaxSeatCount", params.put("roomId", "none"))).isEqualTo(-2100);
      assertThat(eve.error("enterRoom", Json.object().put("roomId", "mine"))).isEqualTo(-2108);
      assertThat(bob.error("cancelRequest", params)).isZero();
    }
  }

  @Test
  void manyWhoBreakOffAreForgotten() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (BareSocket socket = BareSocket.open(server.uri())) {
        socket.send(keys.login(1, "reset-" + i % 10));
        socket.send("{\"id\":2,\"method\":\"getSelfInfo\"}");
      }
    }
  }
}
