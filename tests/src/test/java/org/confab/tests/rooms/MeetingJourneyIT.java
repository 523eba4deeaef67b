package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.BareSocket;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients do with one another, without media. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingJourneyIT {
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
    client("s-cai").enter("silence");
    SignalClient caiElsewhere = client("s-cai");
    bob.drop();
    for (String gone : List.of("s-bob", "s-cai")) {
      Awaitility.await(gone + " is out after 45 seconds of silence in the room")
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(2, TimeUnit.SECONDS)
          .until(
              () -> {
                ann.result("heartbeat");
                caiElsewhere.result("heartbeat");
                return hasLeft(ann, gone);
              });
    }
    close(ann, caiElsewhere);
  }

  private static boolean hasLeft(SignalClient told, String userId) {
    return told.told().stream()
        .filter(message -> message.path("method").asText().equals("onRemoteUserLeaveRoom"))
        .anyMatch(message -> message.at("/params/userInfo/userId").asText().equals(userId));
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
  void whoIsNotLetInElsewhereKeepsItsPlace() {
    administrator.createRoom("kept");
    SignalClient bob = client("k-bob");
    bob.enter("kept");
    client("k-ann").enter("kept");
    SignalClient owner = client("k-owner");
    owner.result("createRoom", Json.object().put("roomId", "barred").put("password", "abc"));

    SignalClient ann = client("k-ann");
    ObjectNode barred = Json.object().put("roomId", "barred");
    assertThat(ann.error("enterRoom", Json.object().put("roomId", "nowhere"))).isEqualTo(-2100);
    assertThat(ann.error("enterRoom", barred)).isEqualTo(-2109);
    assertThat(ann.error("enterRoom", barred.deepCopy().put("password", "x"))).isEqualTo(-2110);
    assertThat(ann.error("enterRoom", barred.deepCopy().put("roomType", 2))).isEqualTo(-2103);
    assertThat(bob.result("getUserList").path("userList").findValuesAsText("userId"))
        .containsExactly("k-bob", "k-ann");
    assertThat(bob.heard("onRemoteUserLeaveRoom")).isFalse();

    ann.result("enterRoom", barred.deepCopy().put("password", "abc"));
    bob.hears("onRemoteUserLeaveRoom", e -> e.at("/userInfo/userId").asText().equals("k-ann"));
    close(ann, bob, owner);
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

  private static ObjectNode login(long app, String userId, String sig) {
    return Json.object().put("sdkAppId", app).put("userId", userId).put("userSig", sig);
  }

  /**
   * Frames that come with the handshake are there before anybody listens on the server's side; none
   * is lost and no thread is. More connections than the server has threads.
   */
  @Test
  void whoSpeaksAtOnceIsHeard() throws IOException {
    List<BareSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sockets.add(
          BareSocket.speakingAtOnce(
              server.uri(), "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"noSuchMethod\"}"));
    }
    for (BareSocket socket : sockets) {
      assertThat(socket.read().at("/error/code").asInt()).isEqualTo(-32601);
      socket.close();
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
