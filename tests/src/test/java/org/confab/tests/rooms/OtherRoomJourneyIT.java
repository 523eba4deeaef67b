package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.confab.tests.rooms.Asked.ACCEPTED;
import static org.confab.tests.rooms.Asked.CANCELLED;
import static org.confab.tests.rooms.Asked.CLOSED;
import static org.confab.tests.rooms.Asked.CONFLICT;
import static org.confab.tests.rooms.Asked.ERROR;
import static org.confab.tests.rooms.Asked.NOT_YOURS;
import static org.confab.tests.rooms.Asked.REJECTED;
import static org.confab.tests.rooms.Asked.REPEATED;
import static org.confab.tests.rooms.Asked.TIMED_OUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.confab.client.Asked;
import org.confab.client.ConfabClient;
import org.confab.client.Entry;
import org.confab.client.UserInfo;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two live rooms whose hosts are seen in both: asking for it, having it, and its ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherRoomJourneyIT {
  private static final Map<String, String> SETTINGS =
      Map.of("CONFAB_MEDIA", "janus", "CONFAB_RATE_PER_COMMAND", "0");

  private static final int CONFERENCE = 1;
  private static final int LIVE = 2;

  private static final int NEED_OWNER = -2300;

  private final ServerUnderTest server = ServerUnderTest.start(SETTINGS);
  private final Keys keys = new Administrator(server).keys();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void twoHostsAreKnownInBothRoomsUntilOneOfThemEndsIt() {
    SignalClient ann = host("both-a", "both-ann");
    SignalClient amy = member("both-a", "both-amy");
    SignalClient bob = host("both-b", "both-bob");
    SignalClient ben = member("both-b", "both-ben");
    SignalClient cai = host("both-c", "both-cai");

    String id = ask(ann, "both-b", "both-bob", 0);
    JsonNode received = bob.hears("onRequestReceived");
    assertThat(received.path("roomId").asText()).isEqualTo("both-b");
    assertThat(received.at("/request/requestId").asText()).isEqualTo(id);
    assertThat(received.at("/request/requestAction").asInt()).isEqualTo(3);
    assertThat(received.at("/request/userId").asText()).isEqualTo("both-ann");
    assertThat(received.at("/request/content").asText()).isEqualTo("{\"roomId\":\"both-a\"}");
    assertThat(ann.error("connectOtherRoom", asking("both-b", "both-bob"))).isEqualTo(REPEATED);
    assertThat(ann.error("connectOtherRoom", asking("both-c", "both-cai"))).isEqualTo(REPEATED);
    assertThat(bob.error("connectOtherRoom", asking("both-a", "both-ann"))).isEqualTo(CONFLICT);
    assertThat(cai.error("connectOtherRoom", asking("both-b", "both-bob"))).isEqualTo(CONFLICT);
    assertThat(ben.error("responseRemoteRequest", answer(id, true))).isEqualTo(NOT_YOURS);
    assertThat(ann.error("responseRemoteRequest", answer(id, true))).isEqualTo(NOT_YOURS);
    assertThat(cai.error("responseRemoteRequest", answer(id, true))).isEqualTo(CLOSED);
    assertThat(bob.error("cancelRequest", id(id))).isEqualTo(NOT_YOURS);

    bob.result("responseRemoteRequest", answer(id, true));
    JsonNode outcome = callback(ann, id);
    assertThat(outcome.path("roomId").asText()).isEqualTo("both-a");
    assertThat(outcome.path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    assertThat(outcome.path("userId").asText()).isEqualTo("both-bob");
    Stream.of(ann, amy).forEach(each -> each.hears("onOtherRoomConnected", is("both-bob")));
    Stream.of(bob, ben).forEach(each -> each.hears("onOtherRoomConnected", is("both-ann")));
    assertThat(amy.hears("onOtherRoomConnected").at("/otherRoom/roomId").asText())
        .isEqualTo("both-b");
    assertThat(ann.error("connectOtherRoom", asking("both-c", "both-cai"))).isEqualTo(CONFLICT);
    assertThat(cai.error("connectOtherRoom", asking("both-b", "both-bob"))).isEqualTo(CONFLICT);

    SignalClient ada = client("both-ada");
    assertThat(ada.enter("both-a").at("/otherRoom/userInfo/userId").asText())
        .as("who comes later")
        .isEqualTo("both-bob");
    assertThat(ben.result("fetchRoomInfo").at("/otherRoom/roomId").asText()).isEqualTo("both-a");
    bob.result("setSelfInfo", Json.object().put("userName", "Bob"));
    ada.hears(
        "onOtherRoomConnected",
        event -> event.at("/otherRoom/userInfo/userName").asText().equals("Bob"));

    assertThat(amy.error("disconnectOtherRoom")).isEqualTo(NEED_OWNER);
    ann.result("disconnectOtherRoom");
    for (SignalClient each : List.of(ann, amy, ada)) {
      assertThat(each.hears("onOtherRoomDisconnected").path("otherRoomId").asText())
          .isEqualTo("both-b");
    }
    Stream.of(bob, ben).forEach(each -> each.hears("onOtherRoomDisconnected"));
    assertThat(ben.result("fetchRoomInfo").has("otherRoom")).isFalse();
    bob.result("disconnectOtherRoom");
    assertThat(count(bob, "onOtherRoomDisconnected")).as("nothing was there to end").isOne();
    connect(cai, bob, "both-b", "both-bob");
    close(ann, amy, bob, ben, cai, ada);
  }

  @Test
  void onlyHostsOfLiveRoomsAskEachOther() {
    SignalClient ann = host("who-a", "who-ann");
    SignalClient amy = member("who-a", "who-amy");
    SignalClient bob = host("who-b", "who-bob");
    SignalClient ben = member("who-b", "who-ben");
    assertThat(amy.error("connectOtherRoom", asking("who-b", "who-bob"))).isEqualTo(NEED_OWNER);
    ann.result("changeUserRole", Json.object().put("userId", "who-amy").put("userRole", 1));
    assertThat(amy.error("connectOtherRoom", asking("who-b", "who-bob")))
        .as("an admin")
        .isEqualTo(NEED_OWNER);
    assertThat(ann.error("connectOtherRoom", asking("who-a", "who-ann"))).isEqualTo(-1001);
    assertThat(ann.error("connectOtherRoom", asking("who-b", "who-ben"))).isEqualTo(-1001);
    assertThat(ann.error("connectOtherRoom", asking("nowhere", "who-bob"))).isEqualTo(-2100);
    assertThat(ann.error("connectOtherRoom", asking("房间", "who-bob"))).isEqualTo(-2105);
    assertThat(ann.error("connectOtherRoom", asking("who-b", "who-bob").put("timeout", 86_401)))
        .isEqualTo(-1001);
    SignalClient cai = client("who-cai");
    cai.result("createRoom", room("who-c", LIVE));
    assertThat(cai.error("connectOtherRoom", asking("who-b", "who-bob")))
        .as("in no room")
        .isEqualTo(-2101);
    assertThat(ann.error("connectOtherRoom", asking("who-c", "who-cai")))
        .as("its host is not in it")
        .isEqualTo(-2201);
    SignalClient dan = client("who-dan");
    dan.result("createRoom", room("who-d", CONFERENCE));
    dan.enter("who-d");
    assertThat(ann.error("connectOtherRoom", asking("who-d", "who-dan"))).isEqualTo(-2103);
    assertThat(dan.error("connectOtherRoom", asking("who-b", "who-bob"))).isEqualTo(-2103);
    assertThat(bob.heard("onRequestReceived")).isFalse();
    close(ann, amy, bob, ben, cai, dan);
  }

  @Test
  void aRequestIsRejectedTakenBackOrNotAnsweredInTime() {
    SignalClient ann = host("no-a", "no-ann");
    SignalClient bob = host("no-b", "no-bob");
    String rejected = ask(ann, "no-b", "no-bob", 0);
    bob.result("responseRemoteRequest", answer(rejected, false));
    assertThat(callback(ann, rejected).path("requestCallbackType").asInt()).isEqualTo(REJECTED);

    String cancelled = ask(ann, "no-b", "no-bob", 0);
    ann.result("cancelRequest", id(cancelled));
    assertThat(callback(ann, cancelled).path("requestCallbackType").asInt()).isEqualTo(CANCELLED);
    assertThat(bob.hears("onRequestCancelled").path("userId").asText()).isEqualTo("no-ann");
    assertThat(bob.error("responseRemoteRequest", answer(cancelled, true))).isEqualTo(CLOSED);

    String late = ask(ann, "no-b", "no-bob", 1);
    assertThat(callback(ann, late).path("requestCallbackType").asInt()).isEqualTo(TIMED_OUT);
    bob.hears("onRequestCancelled", event -> event.path("requestId").asText().equals(late));
    assertThat(ann.heard("onOtherRoomConnected")).isFalse();
    close(ann, bob);
  }

  @Test
  void withAHostItsRequestsAndTheConnectionEnd() {
    SignalClient ann = host("end-a", "end-ann");
    SignalClient bob = host("end-b", "end-bob");
    SignalClient ben = member("end-b", "end-ben");
    String asked = ask(ann, "end-b", "end-bob", 0);
    bob.result("logout");
    JsonNode failed = callback(ann, asked);
    assertThat(failed.path("requestCallbackType").asInt()).isEqualTo(ERROR);
    assertThat(failed.path("code").asInt()).isEqualTo(-2201);

    SignalClient back = member("end-b", "end-bob");
    String again = ask(back, "end-a", "end-ann", 0);
    back.result("logout");
    ann.hears("onRequestCancelled", event -> event.path("requestId").asText().equals(again));

    SignalClient third = member("end-b", "end-bob");
    connect(third, ann, "end-a", "end-ann");
    ben.hears("onOtherRoomConnected");
    third.result("logout");
    ann.hears("onOtherRoomDisconnected");
    ben.hears("onOtherRoomDisconnected");
    assertThat(ann.result("fetchRoomInfo").has("otherRoom")).isFalse();
    close(ann, bob, ben, back, third);
  }

  @Test
  void withARoomItsRequestsAndTheConnectionEnd() {
    SignalClient ann = host("gone-a", "gone-ann");
    SignalClient bob = host("gone-b", "gone-bob");
    String asked = ask(ann, "gone-b", "gone-bob", 0);
    ann.result("destroyRoom");
    bob.hears("onRequestCancelled", event -> event.path("requestId").asText().equals(asked));
    assertThat(bob.error("responseRemoteRequest", answer(asked, true))).isEqualTo(CLOSED);

    SignalClient cai = host("gone-c", "gone-cai");
    String put = ask(bob, "gone-c", "gone-cai", 0);
    cai.result("destroyRoom");
    assertThat(callback(bob, put).path("requestCallbackType").asInt()).isEqualTo(ERROR);

    SignalClient dan = host("gone-d", "gone-dan");
    connect(dan, bob, "gone-b", "gone-bob");
    dan.result("destroyRoom");
    bob.hears("onOtherRoomDisconnected");
    assertThat(bob.result("fetchRoomInfo").has("otherRoom")).isFalse();
    close(ann, bob, cai, dan);
  }

  @Test
  void aRequestAndAConnectionOutliveTheServer() {
    try (ServerUnderTest frail = ServerUnderTest.start(SETTINGS)) {
      Keys its = new Administrator(frail).keys();
      SignalClient ann = new SignalClient(frail);
      String annIs = enterOwn(ann, its, "ann", "a");
      SignalClient bob = new SignalClient(frail);
      String bobIs = enterOwn(bob, its, "bob", "b");
      String id = ask(ann, "b", "bob", 0);
      frail.kill();
      frail.restart();

      SignalClient annAgain = new SignalClient(frail);
      annAgain.comeBack(its, "ann", annIs, 0);
      SignalClient bobAgain = new SignalClient(frail);
      bobAgain.comeBack(its, "bob", bobIs, 0);
      bobAgain.hears("onRequestReceived", e -> e.at("/request/requestId").asText().equals(id));
      bobAgain.result("responseRemoteRequest", answer(id, true));
      assertThat(callback(annAgain, id).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
      annAgain.hears("onOtherRoomConnected", is("bob"));
      frail.kill();
      frail.restart();

      SignalClient annThen = new SignalClient(frail);
      annThen.comeBack(its, "ann", annIs, 0);
      assertThat(annThen.result("fetchRoomInfo").at("/otherRoom/userInfo/userId").asText())
          .isEqualTo("bob");
      SignalClient bobThen = new SignalClient(frail);
      bobThen.comeBack(its, "bob", bobIs, 0);
      annThen.result("disconnectOtherRoom");
      bobThen.hears("onOtherRoomDisconnected");
      close(ann, bob, annAgain, bobAgain, annThen, bobThen);
    }
  }

  /** Who locks two rooms meets who locks the same two, or one of them, from the other side. */
  @Test
  void bothSidesMayActAtOnce() {
    SignalClient ann = host("race-a", "race-ann");
    SignalClient bob = host("race-b", "race-bob");
    for (int round = 0; round < 20; round++) {
      CompletableFuture<Integer> one =
          CompletableFuture.supplyAsync(
              () -> ann.error("connectOtherRoom", asking("race-b", "race-bob")));
      int other = bob.error("connectOtherRoom", asking("race-a", "race-ann"));
      assertThat(List.of(one.join(), other)).containsExactlyInAnyOrder(0, CONFLICT);
      SignalClient asked = other == 0 ? ann : bob;
      int known = round + 1;
      Awaitility.await("it is asked")
          .until(() -> count(ann, "onRequestReceived") + count(bob, "onRequestReceived") == known);
      String id = last(asked, "onRequestReceived").at("/request/requestId").asText();
      CompletableFuture<JsonNode> renamed =
          CompletableFuture.supplyAsync(
              () -> ann.result("setSelfInfo", Json.object().put("userName", "Ann " + known)));
      asked.result("responseRemoteRequest", answer(id, true));
      renamed.join();
      CompletableFuture<JsonNode> ended =
          CompletableFuture.supplyAsync(() -> ann.result("disconnectOtherRoom"));
      bob.result("disconnectOtherRoom");
      ended.join();
    }
    Awaitility.await("each end is told once in each room")
        .until(
            () ->
                count(ann, "onOtherRoomDisconnected") == 20
                    && count(bob, "onOtherRoomDisconnected") == 20);
    close(ann, bob);
  }

  @Test
  void theClientForJavaDoesIt() throws Exception {
    try (ConfabClient ann = ConfabClient.connect(server.uri());
        ConfabClient bob = ConfabClient.connect(server.uri())) {
      ann.login(keys.sdkAppId(), "java-ann", () -> keys.userSig("java-ann"));
      bob.login(keys.sdkAppId(), "java-bob", () -> keys.userSig("java-bob"));
      ann.rooms().create(room("java-a", LIVE));
      bob.rooms().create(room("java-b", LIVE));
      assertThat(ann.rooms().enter("java-a").otherRoom()).isEmpty();
      bob.rooms().enter("java-b");
      bob.on("onRequestReceived", event -> bob.seats().answer(event.request().requestId(), true));
      CompletableFuture<UserInfo> seen = new CompletableFuture<>();
      ann.on(
          "onOtherRoomConnected",
          event -> event.otherRoom().ifPresent(other -> seen.complete(other.host())));
      Asked asked = ann.rooms().connectOther("java-b", "java-bob", Duration.ofSeconds(20));
      assertThat(asked.outcome().join().isAccepted()).isTrue();
      assertThat(seen.join().userId()).isEqualTo("java-bob");
      try (ConfabClient amy = ConfabClient.connect(server.uri())) {
        amy.login(keys.sdkAppId(), "java-amy", () -> keys.userSig("java-amy"));
        Entry entry = amy.rooms().enter("java-a");
        assertThat(entry.otherRoom().orElseThrow().roomId()).isEqualTo("java-b");
        amy.logout();
      }
      ann.rooms().disconnectOther();
    }
  }

  /** Logs in as the host of a room of its own; gives the token to come back with. */
  private static String enterOwn(SignalClient client, Keys its, String userId, String roomId) {
    String token = client.logIn(its, userId).path("resumeToken").asText();
    client.result("createRoom", room(roomId, LIVE));
    client.enter(roomId);
    return token;
  }

  private static void connect(SignalClient from, SignalClient to, String roomId, String userId) {
    String id = ask(from, roomId, userId, 0);
    to.hears("onRequestReceived", e -> e.at("/request/requestId").asText().equals(id));
    to.result("responseRemoteRequest", answer(id, true));
    callback(from, id);
  }

  private static String ask(SignalClient client, String roomId, String userId, int timeout) {
    JsonNode asked =
        client.result("connectOtherRoom", asking(roomId, userId).put("timeout", timeout));
    return asked.path("requestId").asText();
  }

  private static ObjectNode asking(String roomId, String userId) {
    return Json.object().put("roomId", roomId).put("userId", userId);
  }

  private static JsonNode callback(SignalClient client, String id) {
    return client.hears("onRequestCallback", e -> e.path("requestId").asText().equals(id));
  }

  private static Predicate<JsonNode> is(String userId) {
    return event -> event.at("/otherRoom/userInfo/userId").asText().equals(userId);
  }

  private static long count(SignalClient client, String event) {
    return client.told().stream().filter(e -> e.path("method").asText().equals(event)).count();
  }

  private static JsonNode last(SignalClient client, String event) {
    return client.told().stream()
        .filter(e -> e.path("method").asText().equals(event))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .path("params");
  }

  private static ObjectNode answer(String id, boolean agree) {
    return id(id).put("agree", agree);
  }

  private static ObjectNode id(String id) {
    return Json.object().put("requestId", id);
  }

  private SignalClient host(String roomId, String userId) {
    SignalClient client = client(userId);
    client.result("createRoom", room(roomId, LIVE));
    client.enter(roomId);
    return client;
  }

  private SignalClient member(String roomId, String userId) {
    SignalClient client = client(userId);
    client.enter(roomId);
    return client;
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, keys, userId);
  }

  private static ObjectNode room(String roomId, int type) {
    return Json.object().put("roomId", roomId).put("roomType", type);
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
