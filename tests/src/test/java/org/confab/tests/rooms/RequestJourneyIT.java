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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asking and answering: what each side hears, and what an agreement brings about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestJourneyIT {
  private static final int MICROPHONE = 1;
  private static final int CAMERA = 2;
  private static final int SCREEN = 3;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aSeatIsAppliedForAndGiven() {
    SignalClient ann = stage("apply", "apply-ann");
    SignalClient bob = member("apply", "apply-bob");
    SignalClient cai = member("apply", "apply-cai");
    bob.result("setSelfInfo", Json.object().put("userName", "Bob"));
    assertThat(bob.error("takeSeat", seat(9, 0))).as("no such seat").isEqualTo(-2344);
    assertThat(bob.error("takeSeat", seat(0, -1))).isEqualTo(-1001);
    assertThat(bob.error("takeSeat", seat(0, 86_401))).isEqualTo(-1001);

    JsonNode asked = bob.result("takeSeat", seat(1, 0));
    String id = asked.path("requestId").asText();
    assertThat(asked.at("/request/requestAction").asInt()).isEqualTo(4);
    JsonNode received = ann.hears("onRequestReceived").path("request");
    assertThat(received.path("requestId").asText()).isEqualTo(id);
    assertThat(received.path("userId").asText()).isEqualTo("apply-bob");
    assertThat(received.path("userName").asText()).isEqualTo("Bob");
    assertThat(received.path("content").asText()).isEqualTo("{\"seatIndex\":1}");
    assertThat(received.path("timestamp").asLong())
        .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    assertThat(cai.error("responseRemoteRequest", answer(id, true))).isEqualTo(NOT_YOURS);
    assertThat(cai.error("cancelRequest", id(id))).isEqualTo(NOT_YOURS);
    assertThat(bob.error("responseRemoteRequest", answer(id, true))).isEqualTo(NOT_YOURS);
    assertThat(bob.error("takeSeat", seat(1, 0))).isEqualTo(REPEATED);
    assertThat(bob.error("takeSeat", seat(0, 0))).as("another seat").isEqualTo(REPEATED);
    assertThat(ann.error("takeUserOnSeatByAdmin", invite("apply-bob", 0))).isEqualTo(CONFLICT);
    assertThat(applications(ann)).containsExactly(id);
    assertThat(applications(bob)).as("one's own").containsExactly(id);
    assertThat(applications(cai)).isEmpty();
    assertThat(rest("pick_user_on_seat", "apply", "apply-bob", 0)).isEqualTo(100202);

    ann.result("responseRemoteRequest", answer(id, true));
    JsonNode outcome = callback(bob, id);
    assertThat(outcome.path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    assertThat(outcome.path("userId").asText()).isEqualTo("apply-ann");
    assertThat(outcome.path("code").asInt()).isZero();
    cai.hears("onSeatListChanged", e -> e.at("/seatedList/0/userId").asText().equals("apply-bob"));
    assertThat(bob.result("getSeatList").at("/seatList/1/userId").asText()).isEqualTo("apply-bob");
    assertThat(applications(ann)).isEmpty();
    assertThat(ann.error("responseRemoteRequest", answer(id, true))).isEqualTo(CLOSED);
    assertThat(bob.error("cancelRequest", id(id))).isEqualTo(CLOSED);
    assertThat(bob.error("takeSeat", seat(-1, 0))).as("he sits").isEqualTo(-2341);
    assertThat(ann.error("responseRemoteRequest", answer("nonsense", true))).isEqualTo(CLOSED);
    assertThat(ann.error("responseRemoteRequest", id(id))).isEqualTo(-1001);
    assertThat(cai.heard("onRequestReceived")).as("not for members").isFalse();
    assertThat(ann.result("takeSeat", seat(0, 0)).has("requestId")).as("hosts just sit").isFalse();
    close(ann, bob, cai);
  }

  @Test
  void anApplicationIsRejectedOrTakenBack() {
    SignalClient ann = stage("no", "no-ann");
    SignalClient bob = member("no", "no-bob");
    String first = ask(bob, "takeSeat", seat(-1, 0));
    ann.result("responseRemoteRequest", answer(first, false));
    assertThat(callback(bob, first).path("requestCallbackType").asInt()).isEqualTo(REJECTED);
    assertThat(bob.result("getSeatList").at("/seatList/0").has("userId")).isFalse();

    String second = ask(bob, "takeSeat", seat(-1, 0));
    assertThat(second).isNotEqualTo(first);
    bob.result("cancelRequest", id(second));
    assertThat(callback(bob, second).path("requestCallbackType").asInt()).isEqualTo(CANCELLED);
    JsonNode told = ann.hears("onRequestCancelled");
    assertThat(told.path("requestId").asText()).isEqualTo(second);
    assertThat(told.path("userId").asText()).isEqualTo("no-bob");
    assertThat(told.at("/userInfo/userId").asText()).isEqualTo("no-bob");
    assertThat(told.at("/request/requestAction").asInt()).isEqualTo(4);
    assertThat(ann.error("responseRemoteRequest", answer(second, true))).isEqualTo(CLOSED);
    close(ann, bob);
  }

  @Test
  void nobodyAnswersInTime() {
    SignalClient ann = stage("late", "late-ann");
    SignalClient bob = member("late", "late-bob");
    String brief = ask(bob, "takeSeat", seat(-1, 1));
    JsonNode outcome = callback(bob, brief);
    assertThat(outcome.path("requestCallbackType").asInt()).isEqualTo(TIMED_OUT);
    assertThat(ann.hears("onRequestCancelled").path("requestId").asText()).isEqualTo(brief);
    assertThat(ann.error("responseRemoteRequest", answer(brief, true))).isEqualTo(CLOSED);

    String invitation = ask(ann, "takeUserOnSeatByAdmin", invite("late-bob", 0).put("timeout", 1));
    assertThat(callback(ann, invitation).path("requestCallbackType").asInt()).isEqualTo(TIMED_OUT);
    bob.hears("onRequestCancelled", e -> e.path("requestId").asText().equals(invitation));
    close(ann, bob);
  }

  @Test
  void aMemberIsInvitedToASeat() {
    SignalClient ann = stage("invite", "invite-ann");
    SignalClient bob = member("invite", "invite-bob");
    SignalClient cai = admin("invite", "invite-cai");
    assertThat(bob.error("takeUserOnSeatByAdmin", invite("invite-cai", 0))).isEqualTo(-2301);
    assertThat(ann.error("takeUserOnSeatByAdmin", invite("nobody", 0))).isEqualTo(-2201);
    assertThat(ann.error("takeUserOnSeatByAdmin", invite("invite-ann", 0))).isEqualTo(-1001);
    assertThat(cai.error("takeUserOnSeatByAdmin", invite("invite-ann", 0)))
        .as("no admin asks the owner")
        .isEqualTo(-2300);

    String id = ask(ann, "takeUserOnSeatByAdmin", invite("invite-bob", 1));
    JsonNode received = bob.hears("onRequestReceived").path("request");
    assertThat(received.path("requestAction").asInt()).isEqualTo(5);
    assertThat(received.path("userId").asText()).isEqualTo("invite-ann");
    assertThat(cai.heard("onRequestReceived")).as("put to one alone").isFalse();
    assertThat(ann.error("takeUserOnSeatByAdmin", invite("invite-bob", 0))).isEqualTo(REPEATED);
    assertThat(cai.error("takeUserOnSeatByAdmin", invite("invite-bob", 0))).isEqualTo(CONFLICT);
    assertThat(bob.error("takeSeat", seat(0, 0))).isEqualTo(CONFLICT);
    assertThat(ann.error("responseRemoteRequest", answer(id, true))).isEqualTo(NOT_YOURS);
    cai.result("takeSeat", seat(1, 0));
    assertThat(bob.error("responseRemoteRequest", answer(id, true)))
        .as("taken meanwhile; the invitation stands")
        .isEqualTo(-2342);
    cai.result("leaveSeat");
    bob.result("responseRemoteRequest", answer(id, true));
    assertThat(callback(ann, id).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    assertThat(ann.result("getSeatList").at("/seatList/1/userId").asText()).isEqualTo("invite-bob");

    bob.result("leaveSeat");
    String again = ask(ann, "takeUserOnSeatByAdmin", invite("invite-bob", -1));
    bob.result("responseRemoteRequest", answer(again, false));
    assertThat(callback(ann, again).path("requestCallbackType").asInt()).isEqualTo(REJECTED);

    String third = ask(ann, "takeUserOnSeatByAdmin", invite("invite-bob", -1));
    ann.result("cancelRequest", id(third));
    bob.hears("onRequestCancelled", e -> e.path("requestId").asText().equals(third));

    String fourth = ask(ann, "takeUserOnSeatByAdmin", invite("invite-bob", -1));
    assertThat(rest("pick_user_on_seat", "invite", "invite-bob", 0)).isZero();
    assertThat(callback(ann, fourth).path("requestCallbackType").asInt())
        .as("he sits")
        .isEqualTo(ACCEPTED);
    bob.hears("onRequestProcessed", e -> e.path("requestId").asText().equals(fourth));
    close(ann, bob, cai);
  }

  @Test
  void anotherAdminAnswered() {
    SignalClient ann = stage("other", "other-ann");
    SignalClient bob = member("other", "other-bob");
    SignalClient cai = admin("other", "other-cai");
    String id = ask(bob, "takeSeat", seat(-1, 0));
    ann.hears("onRequestReceived");
    cai.hears("onRequestReceived");
    cai.result("responseRemoteRequest", answer(id, true));
    JsonNode told = ann.hears("onRequestProcessed");
    assertThat(told.path("requestId").asText()).isEqualTo(id);
    assertThat(told.path("userId").asText()).isEqualTo("other-cai");
    assertThat(told.at("/userInfo/userRole").asInt()).isEqualTo(1);
    assertThat(told.at("/request/userId").asText()).isEqualTo("other-bob");
    assertThat(cai.heard("onRequestProcessed")).as("who answered knows").isFalse();
    assertThat(ann.error("responseRemoteRequest", answer(id, false))).isEqualTo(CLOSED);
    close(ann, bob, cai);
  }

  @Test
  void ofManyAdminsWhoAnswerAtOnceOneWins() {
    int admins = 6;
    SignalClient ann = stage("race", "race-ann");
    SignalClient bob = member("race", "race-bob");
    List<SignalClient> all =
        IntStream.range(0, admins).mapToObj(i -> admin("race", "race-admin-" + i)).toList();
    for (int round = 0; round < 4; round++) {
      String id = ask(bob, "takeSeat", seat(-1, 0));
      CyclicBarrier start = new CyclicBarrier(admins);
      ExecutorService threads = Executors.newFixedThreadPool(admins);
      boolean agree = round % 2 == 0;
      List<CompletableFuture<Integer>> codes =
          all.stream()
              .map(
                  admin ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              start.await();
                            } catch (Exception e) {
                              throw new IllegalStateException(e);
                            }
                            return admin.error("responseRemoteRequest", answer(id, agree));
                          },
                          threads))
              .toList();
      List<Integer> results = codes.stream().map(CompletableFuture::join).toList();
      threads.shutdown();
      assertThat(results).containsOnly(0, CLOSED);
      assertThat(results).filteredOn(code -> code == 0).hasSize(1);
      assertThat(callback(bob, id).path("requestCallbackType").asInt())
          .isEqualTo(agree ? ACCEPTED : REJECTED);
      if (agree) {
        bob.result("leaveSeat");
      }
    }
    close(ann, bob);
    all.forEach(SignalClient::close);
  }

  @Test
  void aMemberIsAskedToOpenItsDevices() {
    SignalClient ann = silent("remote", "remote-ann");
    SignalClient bob = member("remote", "remote-bob");
    assertThat(bob.error("openRemoteDeviceByAdmin", open("remote-ann", CAMERA))).isEqualTo(-2301);
    assertThat(ann.error("openRemoteDeviceByAdmin", open("remote-bob", SCREEN))).isEqualTo(-1001);
    assertThat(ann.error("openRemoteDeviceByAdmin", open("remote-bob", 4))).isEqualTo(-1001);
    assertThat(bob.error("setPublishing", camera(true, false))).isEqualTo(-2361);

    String sound = ask(ann, "openRemoteDeviceByAdmin", open("remote-bob", MICROPHONE));
    String picture = ask(ann, "openRemoteDeviceByAdmin", open("remote-bob", CAMERA));
    bob.hears("onRequestReceived", e -> e.at("/request/requestAction").asInt() == 2);
    bob.hears("onRequestReceived", e -> e.at("/request/requestAction").asInt() == 1);
    bob.result("responseRemoteRequest", answer(sound, true));
    bob.result("responseRemoteRequest", answer(picture, false));
    assertThat(callback(ann, sound).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    assertThat(callback(ann, picture).path("requestCallbackType").asInt()).isEqualTo(REJECTED);
    bob.result("setPublishing", camera(true, false));
    assertThat(bob.error("setPublishing", camera(true, true))).isEqualTo(-2371);
    assertThat(ann.error("openRemoteDeviceByAdmin", open("remote-bob", MICROPHONE)))
        .as("it is open")
        .isEqualTo(-3);
    close(ann, bob);
  }

  @Test
  void devicesAreAppliedFor() {
    SignalClient ann = silent("device", "device-ann");
    SignalClient bob = member("device", "device-bob");
    assertThat(ann.result("applyToAdminToOpenLocalDevice", device(CAMERA)).has("requestId"))
        .as("hosts need nobody")
        .isFalse();
    for (int device : List.of(MICROPHONE, CAMERA, SCREEN)) {
      String id = ask(bob, "applyToAdminToOpenLocalDevice", device(device));
      assertThat(bob.error("applyToAdminToOpenLocalDevice", device(device))).isEqualTo(REPEATED);
      ann.hears("onRequestReceived", e -> e.at("/request/requestId").asText().equals(id));
      ann.result("responseRemoteRequest", answer(id, true));
      assertThat(callback(bob, id).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    }
    assertThat(applications(ann)).as("none for seats").isEmpty();
    bob.result("setPublishing", camera(true, true));
    bob.result("setPublishing", screen());
    bob.result("setPublishing", camera(false, false));
    bob.result("setPublishing", camera(true, false));

    bob.result("setPublishing", camera(false, false));
    switchOff("device", false);
    switchOff("device", true);
    assertThat(bob.error("setPublishing", camera(true, false)))
        .as("switched off anew: asked anew")
        .isEqualTo(-2361);
    String id = ask(bob, "applyToAdminToOpenLocalDevice", device(MICROPHONE));
    ann.result("responseRemoteRequest", answer(id, false));
    assertThat(callback(bob, id).path("requestCallbackType").asInt()).isEqualTo(REJECTED);
    assertThat(bob.error("setPublishing", camera(true, false))).isEqualTo(-2361);
    close(ann, bob);
  }

  @Test
  void onASeatOnlyWhatTheSeatAllowsIsAskedFor() {
    SignalClient ann = stage("seatdev", "seatdev-ann");
    SignalClient bob = member("seatdev", "seatdev-bob");
    assertThat(ann.error("openRemoteDeviceByAdmin", open("seatdev-bob", CAMERA))).isEqualTo(-2345);
    assertThat(bob.error("applyToAdminToOpenLocalDevice", device(CAMERA))).isEqualTo(-2345);
    assertThat(rest("pick_user_on_seat", "seatdev", "seatdev-bob", 0)).isZero();
    String id = ask(ann, "openRemoteDeviceByAdmin", open("seatdev-bob", CAMERA));
    ObjectNode lock = Json.object().put("seatIndex", 0);
    lock.putObject("lockParams").put("lockVideo", true);
    ann.result("lockSeatByAdmin", lock);
    assertThat(bob.error("responseRemoteRequest", answer(id, true))).isEqualTo(-2370);
    assertThat(ann.error("openRemoteDeviceByAdmin", open("seatdev-bob", MICROPHONE))).isZero();
    close(ann, bob);
  }

  @Test
  void whoLeavesTakesItsRequestsAlong() {
    SignalClient ann = stage("gone", "gone-ann");
    SignalClient bob = member("gone", "gone-bob");
    SignalClient cai = member("gone", "gone-cai");
    String application = ask(bob, "takeSeat", seat(-1, 0));
    String invitation = ask(ann, "takeUserOnSeatByAdmin", invite("gone-cai", 0));
    bob.result("exitRoom");
    JsonNode cancelled =
        ann.hears("onRequestCancelled", e -> e.path("requestId").asText().equals(application));
    assertThat(cancelled.path("userId").asText()).isEqualTo("gone-bob");
    assertThat(applications(ann)).isEmpty();
    assertThat(ann.error("responseRemoteRequest", answer(application, true))).isEqualTo(CLOSED);

    ann.result("kickRemoteUserOutOfRoom", Json.object().put("userId", "gone-cai"));
    JsonNode outcome = callback(ann, invitation);
    assertThat(outcome.path("requestCallbackType").asInt()).isEqualTo(ERROR);
    assertThat(outcome.path("code").asInt()).isEqualTo(-2201);
    assertThat(outcome.path("userId").asText()).isEqualTo("gone-cai");

    cai.enter("gone");
    assertThat(cai.error("responseRemoteRequest", answer(invitation, true))).isEqualTo(CLOSED);
    ask(cai, "takeSeat", seat(-1, 0));
    ann.result("destroyRoom");
    ann.result(
        "createRoom",
        Json.object().put("roomId", "gone-2").put("isSeatEnabled", true).put("seatMode", 2));
    close(ann, bob, cai);
  }

  @Test
  void whoBecomesAnAdminOrEntersAsOneLearnsWhatIsOpen() {
    SignalClient ann = stage("new", "new-ann");
    SignalClient bob = member("new", "new-bob");
    SignalClient cai = member("new", "new-cai");
    String id = ask(bob, "takeSeat", seat(-1, 0));
    promote("new", "new-cai");
    JsonNode received = cai.hears("onRequestReceived");
    assertThat(received.at("/request/requestId").asText()).isEqualTo(id);
    ann.close();

    SignalClient annElsewhere = client("new-ann");
    annElsewhere.enter("new");
    assertThat(annElsewhere.hears("onRequestReceived").at("/request/requestId").asText())
        .isEqualTo(id);
    assertThat(applications(annElsewhere)).containsExactly(id);
    annElsewhere.result("responseRemoteRequest", answer(id, true));
    cai.hears("onRequestProcessed");
    close(annElsewhere, bob, cai);
  }

  @Test
  void aDroppedConnectionMissesNothing() {
    SignalClient ann = stage("drop", "drop-ann");
    SignalClient bob = new SignalClient(server);
    String token = bob.logIn(administrator.keys(), "drop-bob").path("resumeToken").asText();
    long seq = bob.enter("drop").path("seq").asLong();
    String mine = ask(bob, "takeSeat", seat(-1, 0));
    bob.drop();
    ann.result("responseRemoteRequest", answer(mine, false));
    String invitation = ask(ann, "takeUserOnSeatByAdmin", invite("drop-bob", 0));

    SignalClient back = new SignalClient(server);
    JsonNode resumed = back.comeBack(administrator.keys(), "drop-bob", token, seq).path("resumed");
    assertThat(resumed.path("replay").asBoolean()).isTrue();
    assertThat(callback(back, mine).path("requestCallbackType").asInt()).isEqualTo(REJECTED);
    back.hears("onRequestReceived", e -> requestId(e).equals(invitation));
    back.result("responseRemoteRequest", answer(invitation, true));
    assertThat(callback(ann, invitation).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    close(ann, back);
  }

  @Test
  void requestsOutliveARestart() {
    SignalClient ann = new SignalClient(server);
    String annToken = ann.logIn(administrator.keys(), "again-ann").path("resumeToken").asText();
    ann.result(
        "createRoom",
        Json.object()
            .put("roomId", "again")
            .put("isSeatEnabled", true)
            .put("seatMode", 2)
            .put("maxSeatCount", 2));
    ann.enter("again");
    SignalClient bob = new SignalClient(server);
    String bobToken = bob.logIn(administrator.keys(), "again-bob").path("resumeToken").asText();
    bob.enter("again");
    SignalClient cai = new SignalClient(server);
    String caiToken = cai.logIn(administrator.keys(), "again-cai").path("resumeToken").asText();
    cai.enter("again");
    String lasting = ask(bob, "takeSeat", seat(1, 0));
    String brief = ask(cai, "takeSeat", seat(-1, 3));
    server.restart();

    SignalClient annBack = new SignalClient(server);
    annBack.comeBack(administrator.keys(), "again-ann", annToken, 1);
    annBack.hears("onRequestReceived", e -> requestId(e).equals(lasting));
    Awaitility.await("the other's time passes, with nobody there to be told")
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(applications(annBack)).containsExactly(lasting));
    SignalClient caiBack = new SignalClient(server);
    caiBack.comeBack(administrator.keys(), "again-cai", caiToken, 1);
    assertThat(callback(caiBack, brief).path("requestCallbackType").asInt())
        .as("it ended while cai was away")
        .isEqualTo(TIMED_OUT);
    SignalClient bobBack = new SignalClient(server);
    bobBack.comeBack(administrator.keys(), "again-bob", bobToken, 1);
    annBack.result("responseRemoteRequest", answer(lasting, true));
    assertThat(callback(bobBack, lasting).path("requestCallbackType").asInt()).isEqualTo(ACCEPTED);
    close(annBack, bobBack, caiBack, ann, bob, cai);
  }

  private static String requestId(JsonNode received) {
    return received.at("/request/requestId").asText();
  }

  /** The id of the request that a method opens. */
  private static String ask(SignalClient client, String method, ObjectNode params) {
    String id = client.result(method, params).path("requestId").asText();
    assertThat(id).isNotEmpty();
    return id;
  }

  private static JsonNode callback(SignalClient client, String id) {
    return client.hears("onRequestCallback", e -> e.path("requestId").asText().equals(id));
  }

  private static List<String> applications(SignalClient client) {
    return client
        .result("getSeatApplicationList")
        .path("requestList")
        .findValuesAsText("requestId");
  }

  /** A room with two seats that are applied for. */
  private SignalClient stage(String roomId, String userId) {
    return host(
        userId,
        Json.object()
            .put("roomId", roomId)
            .put("isSeatEnabled", true)
            .put("seatMode", 2)
            .put("maxSeatCount", 2));
  }

  /** A room in which only the hosts may speak and be seen. */
  private SignalClient silent(String roomId, String userId) {
    return host(
        userId,
        Json.object()
            .put("roomId", roomId)
            .put("isMicrophoneDisableForAllUser", true)
            .put("isCameraDisableForAllUser", true)
            .put("isScreenShareDisableForAllUser", true));
  }

  private SignalClient host(String userId, ObjectNode room) {
    SignalClient client = client(userId);
    client.result("createRoom", room);
    client.enter(room.path("roomId").asText());
    return client;
  }

  private SignalClient member(String roomId, String userId) {
    SignalClient client = client(userId);
    client.enter(roomId);
    return client;
  }

  private SignalClient admin(String roomId, String userId) {
    SignalClient client = member(roomId, userId);
    promote(roomId, userId);
    client.hears("onUserRoleChanged");
    return client;
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private void promote(String roomId, String userId) {
    succeed(
        "update_room_member_info",
        "{\"RoomId\":\"%s\",\"MemberInfo\":{\"Member_Account\":\"%s\",\"Role\":\"Admin\"}}"
            .formatted(roomId, userId));
  }

  private void switchOff(String roomId, boolean off) {
    succeed(
        "update_room_info",
        "{\"RoomInfo\":{\"RoomId\":\"%s\",\"IsAudioDisabled\":%b}}".formatted(roomId, off));
  }

  private void succeed(String command, String body) {
    JsonNode answer = administrator.rooms(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
  }

  private int rest(String command, String roomId, String userId, int index) {
    String body =
        "{\"RoomId\":\"%s\",\"Member_Account\":\"%s\",\"Index\":%d}"
            .formatted(roomId, userId, index);
    return administrator.seats(command, body).path("ErrorCode").asInt(-1);
  }

  private static ObjectNode seat(int index, int timeout) {
    return Json.object().put("seatIndex", index).put("timeout", timeout);
  }

  private static ObjectNode invite(String userId, int index) {
    return Json.object().put("userId", userId).put("seatIndex", index).put("timeout", 0);
  }

  private static ObjectNode open(String userId, int device) {
    return device(device).put("userId", userId);
  }

  private static ObjectNode device(int device) {
    return Json.object().put("device", device).put("timeout", 0);
  }

  private static ObjectNode id(String requestId) {
    return Json.object().put("requestId", requestId);
  }

  private static ObjectNode answer(String requestId, boolean agree) {
    return id(requestId).put("agree", agree);
  }

  private static ObjectNode camera(boolean audio, boolean video) {
    return Json.object().put("stream", "camera").put("audio", audio).put("video", video);
  }

  private static ObjectNode screen() {
    return Json.object().put("stream", "screen").put("audio", false).put("video", true);
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
