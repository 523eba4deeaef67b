package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients do with one another, without media. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingJourneyIT {
  private static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """;

  private static final int CAMERA = 2;

  private final ServerUnderTest server = ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh"));
  private final Administrator administrator = new Administrator(server);
  private final Keys keys = administrator.keys();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aMeetingOfThree() {
    SignalClient ann = client("m-ann");
    ann.result("createRoom", Json.object().put("roomId", "three").put("roomName", "Three"));
    assertThat(ann.error("createRoom", Json.object().put("roomId", "three"))).isEqualTo(-2106);
    JsonNode entry = ann.enter("three");
    assertThat(entry.at("/roomInfo/roomName").asText()).isEqualTo("Three");
    assertThat(entry.at("/self/userRole").asInt(2)).isZero();

    SignalClient bob = client("m-bob");
    SignalClient cai = client("m-cai");
    bob.enter("three");
    cai.enter("three");
    ann.hears("onRemoteUserEnterRoom", e -> e.at("/userInfo/userId").asText().equals("m-cai"));
    assertThat(bob.heard("onRemoteUserEnterRoom")).isTrue();
    assertThat(cai.result("getUserList").path("userList").findValuesAsText("userId"))
        .containsExactly("m-ann", "m-bob", "m-cai");

    cai.result("setSelfInfo", Json.object().put("userName", "Cai"));
    ann.hears("onUserInfoChanged", e -> e.at("/userInfo/userName").asText().equals("Cai"));
    assertThat(
            ann.result("getUserInfo", Json.object().put("userId", "m-cai"))
                .path("userName")
                .asText())
        .isEqualTo("Cai");
    assertThat(ann.error("getUserInfo", Json.object().put("userId", "nobody"))).isEqualTo(-2201);

    bob.result("setPublishing", Json.object().put("stream", "camera").put("audio", true));
    ann.hears("onUserAudioStateChanged", e -> e.path("hasAudio").asBoolean());
    bob.result(
        "relay", Json.object().put("userId", "m-ann").set("data", Json.object().put("x", 1)));
    assertThat(ann.hears("onRelay").at("/data/x").asInt()).isEqualTo(1);

    assertThat(bob.error("kickRemoteUserOutOfRoom", Json.object().put("userId", "m-ann")))
        .isEqualTo(-2301);
    ann.result("kickRemoteUserOutOfRoom", Json.object().put("userId", "m-bob"));
    assertThat(bob.hears("onKickedOutOfRoom").path("reason").asInt()).isZero();
    cai.hears("onRemoteUserLeaveRoom", e -> e.at("/userInfo/userId").asText().equals("m-bob"));

    assertThat(ann.error("exitRoom")).isEqualTo(-2102);
    assertThat(cai.error("destroyRoom")).isEqualTo(-2300);
    ann.result("destroyRoom");
    assertThat(cai.hears("onRoomDismissed").path("reason").asInt()).isEqualTo(1);
    assertThat(cai.error("fetchRoomInfo")).isEqualTo(-2101);
    assertThat(cai.error("enterRoom", Json.object().put("roomId", "three"))).isEqualTo(-2100);
    close(ann, bob, cai);
  }

  @Test
  void passwordTypeAndOtherRooms() {
    SignalClient ann = client("p-ann");
    ann.result("createRoom", Json.object().put("roomId", "locked").put("password", "abc"));
    administrator.createRoom("open");
    SignalClient bob = client("p-bob");
    assertThat(bob.error("enterRoom", Json.object().put("roomId", "locked"))).isEqualTo(-2109);
    assertThat(bob.error("enterRoom", Json.object().put("roomId", "locked").put("password", "x")))
        .isEqualTo(-2110);
    assertThat(bob.error("enterRoom", Json.object().put("roomId", "open").put("roomType", 2)))
        .isEqualTo(-2103);
    JsonNode entry =
        bob.result("enterRoom", Json.object().put("roomId", "locked").put("password", "abc"));
    assertThat(entry.at("/roomInfo/password").asText()).as("for owner and admins only").isEmpty();
    assertThat(bob.error("enterRoom", Json.object().put("roomId", "open"))).isEqualTo(-2108);
    assertThat(
            bob.error(
                "createRoom", Json.object().put("roomId", "n").put("roomName", "会".repeat(11))))
        .isEqualTo(-2107);
    assertThat(bob.error("createRoom", Json.object().put("roomId", "ä"))).isEqualTo(-2105);
    close(ann, bob);
  }

  @Test
  void aDroppedSocketIsResumedWithoutNoise() {
    administrator.createRoom("grace");
    SignalClient ann = client("g-ann");
    ann.enter("grace");
    SignalClient bob = new SignalClient(server);
    String token = bob.logIn(keys, "g-bob").path("resumeToken").asText();
    long seq = bob.enter("grace").path("seq").asLong();
    ann.hears("onRemoteUserEnterRoom");
    bob.drop();
    ann.result("setSelfInfo", Json.object().put("userName", "Meanwhile"));

    SignalClient back = new SignalClient(server);
    JsonNode login = back.comeBack(keys, "g-bob", token, seq);
    assertThat(login.at("/resumed/roomId").asText()).isEqualTo("grace");
    assertThat(login.at("/resumed/replay").asBoolean()).isTrue();
    back.hears("onUserInfoChanged", e -> e.at("/userInfo/userName").asText().equals("Meanwhile"));
    assertThat(ann.heard("onRemoteUserLeaveRoom")).isFalse();
    assertThat(ann.told().stream().filter(m -> m.toString().contains("onRemoteUserEnterRoom")))
        .hasSize(1);
    close(ann, back);
  }

  @Test
  void whoComesBackIsToldWhatOthersHaveClosed() {
    SignalClient ann = client("c-ann");
    ann.result("createRoom", Json.object().put("roomId", "closed"));
    ann.enter("closed");
    SignalClient bob = new SignalClient(server);
    String token = bob.logIn(keys, "c-bob").path("resumeToken").asText();
    long seq = bob.enter("closed").path("seq").asLong();
    ObjectNode all = Json.object().put("stream", "camera").put("audio", true).put("video", true);
    bob.result("setPublishing", all);
    bob.drop();
    ann.result(
        "closeRemoteDeviceByAdmin", Json.object().put("userId", "c-bob").put("device", CAMERA));

    SignalClient back = new SignalClient(server);
    assertThat(closed(back.comeBack(keys, "c-bob", token, seq))).containsExactly(CAMERA);
    back.result("setPublishing", all);
    back.drop();

    SignalClient again = new SignalClient(server);
    assertThat(closed(again.comeBack(keys, "c-bob", token, seq))).isEmpty();
    close(ann, again);
  }

  private static List<Integer> closed(JsonNode login) {
    List<Integer> closed = new ArrayList<>();
    login.at("/resumed/closed").forEach(device -> closed.add(device.asInt()));
    return closed;
  }

  @Test
  void aServerThatRestartsKnowsItsMembers() {
    administrator.createRoom("restart");
    SignalClient ann = new SignalClient(server);
    String token = ann.logIn(keys, "r-ann").path("resumeToken").asText();
    long seq = ann.enter("restart").path("seq").asLong();
    server.kill();
    server.restart();
    SignalClient back = new SignalClient(server);
    JsonNode login = back.comeBack(keys, "r-ann", token, seq);
    assertThat(login.at("/resumed/roomId").asText()).isEqualTo("restart");
    assertThat(back.result("getUserList").path("userList").findValuesAsText("userId"))
        .containsExactly("r-ann");
    close(ann, back);
  }

  @Test
  void whoFallsSilentExpires() {
    administrator.createRoom("silence");
    SignalClient ann = client("s-ann");
    ann.enter("silence");
    SignalClient bob = client("s-bob");
    bob.enter("silence");
    ann.hears("onRemoteUserEnterRoom");
    bob.drop();
    Awaitility.await("bob is out after 45 seconds of silence")
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(2, TimeUnit.SECONDS)
        .until(
            () -> {
              ann.result("heartbeat");
              return ann.heard("onRemoteUserLeaveRoom");
            });
    close(ann, bob);
  }

  @Test
  void theSameUserElsewhereEndsTheOlderLogin() {
    administrator.createRoom("elsewhere");
    SignalClient older = client("e-ann");
    older.enter("elsewhere");
    SignalClient newer = client("e-ann");
    older.hears("onKickedOffLine");
    assertThat(older.closeCode()).isEqualTo(4403);
    newer.enter("elsewhere");
    assertThat(newer.result("getUserList").path("userList").findValuesAsText("userId"))
        .as("it takes the place, nobody is there twice")
        .containsExactly("e-ann");
    close(newer);
  }

  @Test
  void logoutLeavesTheRoomAndCloses() {
    administrator.createRoom("logout");
    SignalClient ann = client("l-ann");
    ann.enter("logout");
    SignalClient bob = client("l-bob");
    bob.enter("logout");
    ann.hears("onRemoteUserEnterRoom");
    bob.result("logout");
    assertThat(bob.closeCode()).isEqualTo(1000);
    ann.hears("onRemoteUserLeaveRoom");
    close(ann);
  }

  @Test
  void badLoginsSayWhy() {
    try (SignalClient client = new SignalClient(server)) {
      assertThat(client.error("login", Json.object())).isEqualTo(-1001);
      assertThat(client.error("login", login(keys.sdkAppId(), "ann", "garbage"))).isEqualTo(-1001);
    }
    try (SignalClient client = new SignalClient(server)) {
      String good = keys.userSig("ann");
      assertThat(client.error("login", login(1, "ann", good))).isEqualTo(-1000);
      assertThat(client.error("login", login(keys.sdkAppId(), "bob", good))).isEqualTo(-1001);
      String tampered = new Keys(keys.sdkAppId(), "another key", "x", "x", "x").userSig("ann");
      assertThat(client.error("login", login(keys.sdkAppId(), "ann", tampered))).isEqualTo(-1001);
      String expired = keys.userSig("ann", 5);
      assertThat(client.error("login", login(keys.sdkAppId(), "ann", expired))).isEqualTo(-1001);
      assertThat(client.error("login", login(keys.sdkAppId(), "ann", ""))).isEqualTo(-1001);
      assertThat(client.closeCode()).as("five refused logins").isEqualTo(4401);
    }
  }

  @Test
  void signaturesOfThePublishedLibraryAreUnderstood() throws Exception {
    String good = publishedLibrarySigns(keys.sdkAppId(), keys.secretKey(), "ann-published");
    String otherKey = publishedLibrarySigns(keys.sdkAppId(), "another key", "ann-published");
    String otherApplication = publishedLibrarySigns(1, keys.secretKey(), "ann-published");
    try (SignalClient client = new SignalClient(server)) {
      assertThat(client.error("login", login(keys.sdkAppId(), "bob-published", good)))
          .isEqualTo(-1001);
      for (String refused : List.of(otherKey, otherApplication)) {
        assertThat(client.error("login", login(keys.sdkAppId(), "ann-published", refused)))
            .isEqualTo(-1001);
      }
      client.result("login", login(keys.sdkAppId(), "ann-published", good));
    }
  }

  /** A UserSig of a day, made by the npm package {@code tls-sig-api-v2}. */
  private static String publishedLibrarySigns(long sdkAppId, String secretKey, String userId)
      throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder(
                "node",
                "-e",
                "const { Api } = require('tls-sig-api-v2'); const [id, key, user] = process.argv.slice(1);"
                    + "console.log(new Api(Number(id), key).genUserSig(user, 86400));",
                Long.toString(sdkAppId),
                secretKey,
                userId)
            .directory(Path.of("../web/client").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(said).isZero();
    return said;
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode login(
      long app, String userId, String sig) {
    return Json.object().put("sdkAppId", app).put("userId", userId).put("userSig", sig);
  }

  @Test
  void whatIsNoRequestIsAnsweredAndHarmsNobody() {
    SignalClient ann = client("bad-ann");
    ann.send("no json");
    ann.send("[]");
    ann.send("{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"noSuchMethod\"}");
    Awaitility.await("three errors").until(() -> ann.told().size() == 3);
    assertThat(ann.told().stream().map(m -> m.at("/error/code").asInt()))
        .containsExactly(-32700, -32600, -32601);
    ann.result("heartbeat");
    ann.sendBinary(new byte[] {1, 2, 3});
    assertThat(ann.closeCode()).isEqualTo(1003);

    SignalClient bob = client("bad-bob");
    bob.send("{\"x\":\"" + "x".repeat(300_000) + "\"}");
    assertThat(bob.closeCode()).isEqualTo(1009);
  }

  @Test
  void aFloodIsStopped() {
    SignalClient ann = client("many-ann");
    CompletableFuture<Integer> closed = CompletableFuture.supplyAsync(ann::closeCode);
    for (int i = 0; i < 5000 && !closed.isDone(); i++) {
      try {
        ann.send("{\"jsonrpc\":\"2.0\",\"id\":\"n" + i + "\",\"method\":\"heartbeat\"}");
      } catch (CompletionException gone) {
        break;
      }
    }
    assertThat(closed.join()).isEqualTo(4429);
    try (SignalClient again = client("many-ann")) {
      again.result("heartbeat");
    }
  }

  /**
   * Frames that come with the handshake are there before anybody listens on the server's side; none
   * is lost and no thread is. More connections than the server has threads.
   */
  @Test
  void whoSpeaksAtOnceIsHeard() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] request = frame("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"noSuchMethod\"}");
    for (int i = 0; i < 100; i++) {
      Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
      socket.setSoTimeout(30_000);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(HANDSHAKE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(request);
      socket.getOutputStream().write(out.toByteArray());
      sockets.add(socket);
    }
    for (Socket socket : sockets) {
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("-32601") < 0) {
        int read = socket.getInputStream().read();
        assertThat(read).as("after: %s", answer).isNotNegative();
        answer.append((char) read);
      }
      socket.close();
    }
  }

  /** A masked text frame of up to 125 bytes; the mask is zero. */
  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[payload.length + 6];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  /** docs/protocol.md and the code know the same methods. */
  @Test
  void everyDocumentedMethodIsThere() throws IOException {
    String protocol = Files.readString(Path.of("..", "docs", "protocol.md"));
    String section =
        protocol.substring(protocol.indexOf("## Methods"), protocol.indexOf("## Events"));
    Set<String> documented = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|").matcher(section);
    while (row.find()) {
      documented.add(row.group(1));
    }
    documented.add("relay");
    assertThat(documented).hasSizeGreaterThanOrEqualTo(20);
    try (SignalClient client = client("doc-ann")) {
      for (String method : documented) {
        if (method.equals("logout")) {
          continue;
        }
        assertThat(client.error(method)).as(method).isNotEqualTo(-32601);
      }
    }
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, keys, userId);
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
