package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What owner, admins and members may do to the room and to each other, and what all see of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowersJourneyIT {
  private static final int MICROPHONE = 1;
  private static final int CAMERA = 2;
  private static final int SCREEN = 3;

  private static final int NEED_OWNER = -2300;
  private static final int NEED_ADMIN = -2301;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  /** Of the room that the tables are about, by what they are called there. */
  private final Map<String, SignalClient> people = new HashMap<>();

  @BeforeAll
  void peopleOfEveryRoleMeet() {
    SignalClient owner = client("owner");
    owner.result("createRoom", Json.object().put("roomId", "powers"));
    owner.enter("powers");
    people.put("owner", owner);
    for (String userId : List.of("admin", "admin2", "member", "member2")) {
      SignalClient person = client(userId);
      person.enter("powers");
      people.put(userId, person);
    }
    role(owner, "admin", 1);
    role(owner, "admin2", 1);
  }

  @AfterAll
  void stop() {
    people.values().forEach(SignalClient::close);
    server.close();
  }

  @ParameterizedTest(name = "{0} makes {1} a {2}: {3}")
  @CsvSource({
    "owner,  member,  1, 0",
    "owner,  member,  2, 0",
    "owner,  admin,   1, 0",
    "owner,  admin,   2, 0",
    "owner,  owner,   0, 0",
    "owner,  owner,   1, -1003",
    "owner,  owner,   2, -1003",
    "owner,  nobody,  0, -2201",
    "owner,  nobody,  1, -2201",
    "owner,  member,  3, -1001",
    "admin,  member,  1, -2300",
    "admin,  member,  2, -2300",
    "admin,  member,  0, -2300",
    "admin,  admin2,  2, -2300",
    "admin,  admin,   2, -2300",
    "admin,  admin,   0, -2300",
    "admin,  owner,   2, -2300",
    "member, member2, 1, -2300",
    "member, member,  1, -2300",
    "member, member,  0, -2300",
    "member, admin,   2, -2300",
    "member, owner,   2, -2300"
  })
  void rolesAreTheOwnersToGive(String who, String whom, int role, int code) {
    assertThat(person(who).error("changeUserRole", whom(whom).put("userRole", role)))
        .isEqualTo(code);
    if (code == 0 && !whom.equals("owner")) {
      role(person("owner"), whom, whom.startsWith("admin") ? 1 : 2);
    }
    assertThat(roles()).isEqualTo("{admin=1, admin2=1, member=2, member2=2, owner=0}");
  }

  @ParameterizedTest(name = "{0} writes the card of {1}: {2}")
  @CsvSource({
    "owner,  owner,   0",
    "owner,  admin,   0",
    "owner,  member,  0",
    "admin,  owner,   0",
    "admin,  admin2,  0",
    "admin,  member,  0",
    "member, member,  0",
    "member, member2, -2301",
    "member, admin,   -2301",
    "member, owner,   -2301",
    "owner,  nobody,  -2201"
  })
  void cardsAndCustomInfosAreOnesOwnAndTheModerators(String who, String whom, int code) {
    String card = "card by " + who;
    assertThat(person(who).error("changeUserNameCard", whom(whom).put("nameCard", card)))
        .isEqualTo(code);
    ObjectNode info = whom(whom);
    info.putObject("customInfo").put("by", who);
    assertThat(person(who).error("setCustomInfoForUser", info)).isEqualTo(code);
    if (code == 0) {
      person("member2")
          .hears(
              "onUserInfoChanged",
              e ->
                  e.at("/userInfo/userId").asText().equals(whom)
                      && e.at("/userInfo/nameCard").asText().equals(card)
                      && e.at("/userInfo/roomCustomInfo/by").asText().equals(who));
    }
  }

  @Test
  void cardsAndCustomInfosHaveTheirLimits() {
    SignalClient owner = person("owner");
    assertThat(owner.error("changeUserNameCard", whom("member").put("nameCard", "会".repeat(11))))
        .isEqualTo(-1001);
    assertThat(owner.error("changeUserNameCard", whom("member"))).isEqualTo(-1001);
    ObjectNode info = whom("member");
    info.putObject("customInfo").put("k", "x".repeat(60));
    assertThat(owner.error("setCustomInfoForUser", info)).isEqualTo(-1001);
    assertThat(owner.error("setCustomInfoForUser", whom("member").put("customInfo", "text")))
        .isEqualTo(-1001);
  }

  @ParameterizedTest(name = "{0} decides about {1}: {2}")
  @CsvSource({
    "owner,  admin,   0",
    "owner,  member,  0",
    "owner,  nobody,  -2201",
    "admin,  member,  0",
    "admin,  admin2,  -2300",
    "admin,  owner,   -2300",
    "member, member2, -2301",
    "member, admin,   -2301",
    "member, owner,   -2301"
  })
  void whoseDevicesAndWordWhoTakesAway(String who, String whom, int code) {
    for (int device : List.of(MICROPHONE, CAMERA, SCREEN)) {
      assertThat(person(who).error("closeRemoteDeviceByAdmin", whom(whom).put("device", device)))
          .isEqualTo(code);
    }
    for (boolean off : List.of(true, false)) {
      assertThat(
              person(who).error("disableSendingMessageByAdmin", whom(whom).put("isDisable", off)))
          .isEqualTo(code);
    }
    if (code != 0) {
      assertThat(person(who).error("kickRemoteUserOutOfRoom", whom(whom))).isEqualTo(code);
    }
  }

  @ParameterizedTest(name = "{0} changes the room: {1}, its seats and tags: {2}")
  @CsvSource({"owner, 0, 0", "admin, 0, -2300", "member, -2301, -2300"})
  void whatOfTheRoomWhoChanges(String who, int code, int ownerOnly) {
    SignalClient person = person(who);
    assertThat(person.error("updateRoomNameByAdmin", Json.object().put("roomName", who)))
        .isEqualTo(code);
    assertThat(person.error("updateRoomPasswordByAdmin", Json.object().put("password", "")))
        .isEqualTo(code);
    assertThat(person.error("updateRoomSeatModeByAdmin", Json.object().put("seatMode", 1)))
        .isEqualTo(code);
    for (int device : List.of(MICROPHONE, CAMERA, SCREEN)) {
      for (boolean off : List.of(true, false)) {
        ObjectNode switched = Json.object().put("device", device).put("isDisable", off);
        assertThat(person.error("disableDeviceForAllUserByAdmin", switched)).isEqualTo(code);
      }
    }
    assertThat(
            person.error("disableSendingMessageForAllUser", Json.object().put("isDisable", false)))
        .isEqualTo(code);
    assertThat(person.error("setMaxSeatCount", Json.object().put("maxSeatCount", 20)))
        .isEqualTo(ownerOnly);
    assertThat(person.error("addCategoryTagForUsers", tag(1000, "member"))).isEqualTo(ownerOnly);
    assertThat(person.error("removeCategoryTagForUsers", tag(1000, "member"))).isEqualTo(ownerOnly);
    assertThat(person.error("getUserListByTag", Json.object().put("tag", 1000))).isZero();
    if (ownerOnly != 0) {
      assertThat(person.error("destroyRoom")).isEqualTo(ownerOnly);
    }
  }

  @Test
  void nothingIsDecidedFromOutside() {
    SignalClient stranger = client("stranger");
    for (String method :
        List.of(
            "updateRoomNameByAdmin",
            "updateRoomPasswordByAdmin",
            "disableDeviceForAllUserByAdmin",
            "closeRemoteDeviceByAdmin",
            "changeUserRole",
            "changeUserNameCard",
            "setCustomInfoForUser",
            "addCategoryTagForUsers",
            "removeCategoryTagForUsers",
            "getUserListByTag")) {
      ObjectNode all =
          whom("member")
              .put("roomName", "x")
              .put("password", "x")
              .put("device", 1)
              .put("isDisable", true)
              .put("userRole", 1)
              .put("nameCard", "x")
              .put("tag", 1000);
      all.putObject("customInfo");
      all.putArray("userList").add("member");
      assertThat(stranger.error(method, all)).as(method).isEqualTo(-2101);
    }
    stranger.close();
  }

  @Test
  void theRoomIsRenamed() {
    SignalClient ann = host("name", "name-ann");
    SignalClient bob = member("name", "name-bob");
    assertThat(
            ann.error("updateRoomNameByAdmin", Json.object().put("roomName", "会".repeat(10) + "x")))
        .as("31 bytes")
        .isEqualTo(-2107);
    ann.result("updateRoomNameByAdmin", Json.object().put("roomName", "会".repeat(10)));
    assertThat(bob.hears("onRoomNameChanged").path("roomName").asText()).isEqualTo("会".repeat(10));
    assertThat(bob.result("fetchRoomInfo").path("roomName").asText()).isEqualTo("会".repeat(10));
    close(ann, bob);
  }

  @Test
  void aPasswordIsForWhoEntersFromThenOn() {
    SignalClient ann = host("secret", "secret-ann");
    SignalClient bob = member("secret", "secret-bob");
    ann.result("updateRoomPasswordByAdmin", Json.object().put("password", "open sesame"));
    assertThat(bob.error("fetchRoomInfo")).as("who is in stays").isZero();
    assertThat(bob.result("fetchRoomInfo").path("password").asText()).isEmpty();
    assertThat(ann.result("fetchRoomInfo").path("password").asText()).isEqualTo("open sesame");

    SignalClient cai = client("secret-cai");
    assertThat(cai.error("enterRoom", room("secret"))).isEqualTo(-2109);
    assertThat(cai.error("enterRoom", room("secret").put("password", "sesame"))).isEqualTo(-2110);
    cai.result("enterRoom", room("secret").put("password", "open sesame"));
    cai.result("exitRoom");
    ann.result("updateRoomPasswordByAdmin", Json.object().put("password", "changed"));
    assertThat(cai.error("enterRoom", room("secret").put("password", "open sesame")))
        .isEqualTo(-2110);
    ann.result("updateRoomPasswordByAdmin", Json.object().put("password", ""));
    cai.enter("secret");
    assertThat(
            ann.error("updateRoomPasswordByAdmin", Json.object().put("password", "x".repeat(33))))
        .isEqualTo(-1001);
    close(ann, bob, cai);
  }

  @Test
  void theRoomIsHandedOverAndItsFormerOwnerLeaves() {
    SignalClient ann = host("over", "over-ann");
    SignalClient bob = member("over", "over-bob");
    SignalClient cai = member("over", "over-cai");
    assertThat(ann.error("exitRoom")).isEqualTo(-2102);
    // nobody could give an owner its say, or make it an admin no more
    ann.result("disableSendingMessageByAdmin", whom("over-bob").put("isDisable", true));
    role(ann, "over-bob", 1);
    role(ann, "over-bob", 0);
    for (SignalClient each : List.of(ann, bob, cai)) {
      each.hears(
          "onUserRoleChanged",
          e -> e.path("userId").asText().equals("over-bob") && e.path("userRole").asInt() == 0);
      each.hears(
          "onUserRoleChanged",
          e -> e.path("userId").asText().equals("over-ann") && e.path("userRole").asInt() == 2);
    }
    assertThat(cai.result("fetchRoomInfo").path("ownerId").asText()).isEqualTo("over-bob");
    bob.result("sendTextMessage", Json.object().put("messageText", "It is mine."));
    assertThat(ann.error("changeUserRole", whom("over-cai").put("userRole", 1)))
        .isEqualTo(NEED_OWNER);
    assertThat(ann.error("updateRoomNameByAdmin", Json.object().put("roomName", "x")))
        .isEqualTo(NEED_ADMIN);
    role(bob, "over-ann", 0);
    bob.hears(
        "onUserRoleChanged",
        e -> e.path("userId").asText().equals("over-bob") && e.path("userRole").asInt() == 2);
    role(ann, "over-bob", 0);
    ann.result("exitRoom");
    assertThat(bob.error("exitRoom")).isEqualTo(-2102);
    bob.result("destroyRoom");
    cai.hears("onRoomDismissed");
    close(ann, bob, cai);
  }

  @Test
  void whatIsSwitchedOffForEverybodyIsClosedWithMembersOnly() {
    SignalClient ann = host("off", "off-ann");
    SignalClient bob = member("off", "off-bob");
    SignalClient cai = member("off", "off-cai");
    role(ann, "off-cai", 1);
    for (SignalClient each : List.of(ann, bob, cai)) {
      each.result("setPublishing", camera(true, true));
    }
    bob.result("setPublishing", screen());

    cai.result("disableDeviceForAllUserByAdmin", off(MICROPHONE, true));
    assertThat(ann.hears("onAllUserMicrophoneDisableChanged").path("isDisable").asBoolean())
        .isTrue();
    JsonNode closed =
        ann.hears(
            "onUserAudioStateChanged",
            e -> e.path("userId").asText().equals("off-bob") && !e.path("hasAudio").asBoolean());
    assertThat(closed.path("reason").asInt()).as("by an admin").isEqualTo(1);
    assertThat(sends(ann)).isEqualTo("{off-ann=av, off-bob=vs, off-cai=av}");
    assertThat(bob.error("setPublishing", camera(true, true))).isEqualTo(-2361);
    assertThat(ann.error("setPublishing", camera(false, true))).isZero();
    assertThat(ann.error("setPublishing", camera(true, true))).as("the owner may").isZero();
    SignalClient dan = member("off", "off-dan");
    assertThat(dan.error("setPublishing", camera(true, false))).as("newcomers").isEqualTo(-2361);

    ann.result("disableDeviceForAllUserByAdmin", off(CAMERA, true));
    bob.hears("onAllUserCameraDisableChanged");
    bob.hears(
        "onUserVideoStateChanged",
        e ->
            e.path("userId").asText().equals("off-bob")
                && e.path("streamType").asInt() == 0
                && !e.path("hasVideo").asBoolean()
                && e.path("reason").asInt() == 1);
    ann.result("disableDeviceForAllUserByAdmin", off(SCREEN, true));
    bob.hears("onScreenShareForAllUserDisableChanged");
    assertThat(sends(ann)).isEqualTo("{off-ann=av, off-bob=, off-cai=av, off-dan=}");
    assertThat(bob.error("setPublishing", camera(false, true))).isEqualTo(-2371);
    assertThat(bob.error("setPublishing", screen())).isEqualTo(-2373);

    for (int device : List.of(MICROPHONE, CAMERA, SCREEN)) {
      ann.result("disableDeviceForAllUserByAdmin", off(device, false));
    }
    assertThat(sends(ann))
        .as("nothing opens by itself")
        .isEqualTo("{off-ann=av, off-bob=, off-cai=av, off-dan=}");
    bob.result("setPublishing", camera(true, true));
    bob.result("setPublishing", screen());
    assertThat(ann.error("disableDeviceForAllUserByAdmin", off(4, true))).isEqualTo(-1001);
    close(ann, bob, cai, dan);
  }

  @Test
  void aClosedDeviceIsOpenedAgainAndWhereItIsSwitchedOffAskedForAnew() {
    SignalClient ann = host("close", "close-ann");
    SignalClient bob = member("close", "close-bob");
    bob.result("setPublishing", camera(true, true));
    bob.result("setPublishing", screen());
    ann.result("closeRemoteDeviceByAdmin", whom("close-bob").put("device", CAMERA));
    JsonNode closed = bob.hears("onUserVideoStateChanged", e -> !e.path("hasVideo").asBoolean());
    assertThat(closed.path("reason").asInt()).isEqualTo(1);
    assertThat(closed.path("streamType").asInt()).isZero();
    ann.result("closeRemoteDeviceByAdmin", whom("close-bob").put("device", SCREEN));
    assertThat(sends(ann)).isEqualTo("{close-ann=, close-bob=a}");
    bob.result("setPublishing", camera(true, true));
    assertThat(sends(ann)).isEqualTo("{close-ann=, close-bob=av}");

    ann.result("disableDeviceForAllUserByAdmin", off(MICROPHONE, true));
    String asked =
        bob.result("applyToAdminToOpenLocalDevice", Json.object().put("device", MICROPHONE))
            .path("requestId")
            .asText();
    ann.result("responseRemoteRequest", Json.object().put("requestId", asked).put("agree", true));
    bob.hears("onRequestCallback");
    bob.result("setPublishing", camera(true, true));
    ann.result("closeRemoteDeviceByAdmin", whom("close-bob").put("device", MICROPHONE));
    assertThat(bob.error("setPublishing", camera(true, true))).isEqualTo(-2361);
    close(ann, bob);
  }

  @Test
  void membersAreTaggedAndListedByTag() {
    SignalClient ann = host("tags", "tags-ann");
    SignalClient bob = member("tags", "tags-bob");
    SignalClient cai = member("tags", "tags-cai");
    ann.result("addCategoryTagForUsers", tag(1000, "tags-bob", "tags-cai"));
    ann.result("addCategoryTagForUsers", tag(1001, "tags-cai"));
    assertThat(tagged(bob, 1000)).containsExactly("tags-bob", "tags-cai");
    assertThat(tagged(bob, 1001)).containsExactly("tags-cai");
    assertThat(tagged(bob, 1002)).isEmpty();
    ann.result("removeCategoryTagForUsers", tag(1000, "tags-cai"));
    assertThat(tagged(cai, 1000)).containsExactly("tags-bob");
    JsonNode members =
        administrator
            .rooms("get_room_member_list", "{\"RoomId\":\"tags\"}")
            .at("/Response/MemberList");
    assertThat(members.at("/2/Marks").toString()).as("marks are tags").isEqualTo("[1001]");

    assertThat(ann.error("addCategoryTagForUsers", tag(999, "tags-bob"))).isEqualTo(-1001);
    assertThat(ann.error("addCategoryTagForUsers", tag(1000))).isEqualTo(-1001);
    assertThat(ann.error("addCategoryTagForUsers", tag(1000, "nobody"))).isEqualTo(-2201);
    close(ann, bob, cai);
  }

  @Test
  void whoIsKickedLearnsWhy() {
    SignalClient ann = host("why", "why-ann");
    SignalClient bob = member("why", "why-bob");
    ann.result("kickRemoteUserOutOfRoom", whom("why-bob").put("reason", "noise"));
    JsonNode told = bob.hears("onKickedOutOfRoom");
    assertThat(told.path("reason").asInt()).isZero();
    assertThat(told.path("message").asText()).isEqualTo("noise");
    bob.enter("why");
    ann.result("kickRemoteUserOutOfRoom", whom("why-bob"));
    bob.hears("onKickedOutOfRoom", e -> e.path("message").asText().isEmpty());
    close(ann, bob);
  }

  @Test
  void whoLogsInElsewhereIsOutOfTheRoomHereAndStaysAMember() {
    SignalClient ann = host("else", "else-ann");
    SignalClient bob = member("else", "else-bob");
    SignalClient elsewhere = client("else-bob");
    JsonNode out = bob.hears("onKickedOutOfRoom");
    assertThat(out.path("reason").asInt()).as("logged on elsewhere").isEqualTo(1);
    assertThat(out.path("roomId").asText()).isEqualTo("else");
    bob.hears("onKickedOffLine");
    assertThat(bob.closeCode()).isEqualTo(4403);
    elsewhere.enter("else");
    assertThat(ann.heard("onRemoteUserLeaveRoom")).as("nobody notices").isFalse();

    SignalClient again = client("else-ann");
    assertThat(ann.hears("onKickedOutOfRoom").path("reason").asInt()).isEqualTo(1);
    SignalClient idle = client("else-idle");
    SignalClient idleElsewhere = client("else-idle");
    idle.hears("onKickedOffLine");
    assertThat(idle.heard("onKickedOutOfRoom")).as("it was in no room").isFalse();
    close(ann, bob, elsewhere, again, idle, idleElsewhere);
  }

  /** Who sends what as everybody sees it: sound (a), picture (v), screen (s). */
  private static String sends(SignalClient client) {
    Map<String, String> sent = new TreeMap<>();
    for (JsonNode user : client.result("getUserList").path("userList")) {
      String all =
          (user.path("hasAudioStream").asBoolean() ? "a" : "")
              + (user.path("hasVideoStream").asBoolean() ? "v" : "")
              + (user.path("hasScreenStream").asBoolean() ? "s" : "");
      sent.put(user.path("userId").asText(), all);
    }
    return sent.toString();
  }

  private String roles() {
    Map<String, Integer> roles = new TreeMap<>();
    for (JsonNode user : person("member2").result("getUserList").path("userList")) {
      roles.put(user.path("userId").asText(), user.path("userRole").asInt(2));
    }
    return roles.toString();
  }

  private static List<String> tagged(SignalClient client, int tag) {
    return client
        .result("getUserListByTag", Json.object().put("tag", tag))
        .path("userList")
        .findValuesAsText("userId");
  }

  private SignalClient person(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  private SignalClient host(String roomId, String userId) {
    SignalClient client = client(userId);
    client.result("createRoom", room(roomId));
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

  private static void role(SignalClient owner, String userId, int role) {
    owner.result("changeUserRole", whom(userId).put("userRole", role));
  }

  private static ObjectNode room(String roomId) {
    return Json.object().put("roomId", roomId);
  }

  private static ObjectNode whom(String userId) {
    return Json.object().put("userId", userId);
  }

  private static ObjectNode off(int device, boolean isDisable) {
    return Json.object().put("device", device).put("isDisable", isDisable);
  }

  private static ObjectNode tag(int tag, String... userIds) {
    ObjectNode params = Json.object().put("tag", tag);
    for (String userId : userIds) {
      params.withArray("userList").add(userId);
    }
    return params;
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
