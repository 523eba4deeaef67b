package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an administrator decides about members, and what they notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationJourneyIT {
  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void rolesCardsAndTheRoomItselfAreHandedOut() {
    SignalClient ann = client("roles-ann");
    ann.result("createRoom", Json.object().put("roomId", "roles"));
    ann.enter("roles");
    SignalClient bob = client("roles-bob");
    bob.enter("roles");

    ok(
        "update_room_member_info",
        memberInfo("roles", "roles-bob", "\"Role\":\"Admin\",\"NameCard\":\"Bobby\""));
    JsonNode role = ann.hears("onUserRoleChanged");
    assertThat(role.path("userId").asText()).isEqualTo("roles-bob");
    assertThat(role.path("userRole").asInt()).isEqualTo(1);
    assertThat(bob.hears("onUserInfoChanged").at("/userInfo/nameCard").asText()).isEqualTo("Bobby");
    assertThat(members("roles").findValuesAsText("Role")).containsExactly("Owner", "Admin");
    assertThat(members("roles").findValuesAsText("NameCard")).containsExactly("", "Bobby");

    failed(
        100006, "update_room_member_info", memberInfo("roles", "roles-ann", "\"Role\":\"Member\""));
    failed(
        100002, "update_room_member_info", memberInfo("roles", "roles-bob", "\"Role\":\"Owner\""));
    failed(
        100002,
        "update_room_member_info",
        memberInfo("roles", "roles-bob", "\"CustomInfo\":\"" + "x".repeat(61) + "\""));
    failed(100005, "update_room_member_info", memberInfo("roles", "nobody", "\"NameCard\":\"x\""));
    failed(
        100004, "update_room_member_info", memberInfo("nowhere", "nobody", "\"NameCard\":\"x\""));

    failed(100002, "change_room_owner", owner("roles", "roles-bob", "roles-ann"));
    failed(100005, "change_room_owner", owner("roles", "roles-ann", "nobody"));
    failed(100004, "change_room_owner", owner("nowhere", "roles-ann", "roles-bob"));
    assertThat(ann.error("exitRoom")).isEqualTo(-2102);
    ok("change_room_owner", owner("roles", "roles-ann", "roles-bob"));
    bob.hears(
        "onUserRoleChanged",
        e -> e.path("userId").asText().equals("roles-bob") && e.path("userRole").asInt() == 0);
    bob.hears(
        "onUserRoleChanged",
        e -> e.path("userId").asText().equals("roles-ann") && e.path("userRole").asInt() == 2);
    assertThat(info("roles").path("Owner_Account").asText()).isEqualTo("roles-bob");
    assertThat(members("roles").findValuesAsText("Role")).containsExactly("Member", "Owner");
    ann.result("exitRoom");
    assertThat(bob.error("exitRoom")).isEqualTo(-2102);
    ann.close();
    bob.close();
  }

  @Test
  void whoIsBannedIsOutUntilTheTimeIsUp() {
    administrator.createRoom("bans");
    SignalClient[] people = new SignalClient[3];
    for (int i = 0; i < people.length; i++) {
      people[i] = client("ban-" + i);
      people[i].enter("bans");
    }
    failed(100005, "ban_room_member", ban("bans", "ban-0\",\"nobody", 600));
    assertThat(info("bans").path("MemberCount").asInt()).as("all or none").isEqualTo(3);

    ok("ban_room_member", ban("bans", "ban-0\",\"ban-1", 600));
    JsonNode told = people[0].hears("onKickedOutOfRoom");
    assertThat(told.path("reason").asInt()).isEqualTo(2);
    assertThat(told.path("message").asText()).isEqualTo("noise");
    people[2].hears(
        "onRemoteUserLeaveRoom", e -> e.at("/userInfo/userId").asText().equals("ban-1"));
    assertThat(enterError(people[0], "bans")).isEqualTo(-1003);
    ok("ban_room_member", ban("bans", "ban-2", 2));
    ok("ban_room_member", ban("bans", "ban-0", 6000));

    long now = System.currentTimeMillis() / 1000;
    JsonNode first = ok("get_banned_member_list", "{\"RoomId\":\"bans\",\"Limit\":1,\"Offset\":0}");
    assertThat(first.at("/BannedAccountList/0/Member_Account").asText()).isEqualTo("ban-0");
    assertThat(first.at("/BannedAccountList/0/BannedUntil").asLong())
        .as("the time counts anew, the place is the same")
        .isBetween(now + 5900, now + 6001);
    JsonNode rest =
        ok(
            "get_banned_member_list",
            "{\"RoomId\":\"bans\",\"Next\":\"" + first.path("NextOffset").asText() + "\"}");
    assertThat(rest.path("BannedAccountList").findValuesAsText("Member_Account"))
        .startsWith("ban-1");
    assertThat(rest.path("NextOffset").asInt(-1)).isZero();

    Awaitility.await("a short ban ends")
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> enterError(people[2], "bans") == 0);
    ok("unban_room_member", "{\"RoomId\":\"bans\",\"MemberList_Account\":[\"ban-1\",\"nobody\"]}");
    people[1].enter("bans");
    for (SignalClient person : people) {
      person.close();
    }

    server.restart();
    SignalClient back = client("ban-0");
    assertThat(enterError(back, "bans")).as("after a restart").isEqualTo(-1003);
    assertThat(
            ok("get_banned_member_list", "{\"RoomId\":\"bans\"}")
                .path("BannedAccountList")
                .findValuesAsText("Member_Account"))
        .containsExactly("ban-0");
    back.close();
  }

  @Test
  void bansAreRefusedBeyondTheirLimits() {
    administrator.createRoom("ban-limits");
    String twentyOne = String.join("\",\"", Collections.nCopies(21, "x"));
    failed(100002, "ban_room_member", ban("ban-limits", twentyOne, 60));
    failed(100002, "ban_room_member", ban("ban-limits", "x", 0));
    failed(
        100002,
        "ban_room_member",
        "{\"RoomId\":\"ban-limits\",\"MemberList_Account\":[\"x\"],\"Reason\":\"r\"}");
    failed(100002, "unban_room_member", "{\"RoomId\":\"ban-limits\"}");
    failed(100002, "get_banned_member_list", "{\"RoomId\":\"ban-limits\",\"Limit\":101}");
    failed(100002, "get_banned_member_list", "{\"RoomId\":\"ban-limits\",\"Offset\":-1}");
    failed(100004, "ban_room_member", ban("nowhere", "x", 60));
    failed(100004, "unban_room_member", "{\"RoomId\":\"nowhere\",\"MemberList_Account\":[\"x\"]}");
    failed(100004, "get_banned_member_list", "{\"RoomId\":\"nowhere\"}");
    failed(
        100002,
        "kick_user_out",
        "{\"RoomId\":\"ban-limits\",\"Reason\":\"r\",\"MemberList_Account\":[\""
            + twentyOne
            + "\"]}");
  }

  @Test
  void marksAreSetUpToTheirLimitsAndDeleted() {
    administrator.createRoom("marks");
    SignalClient ann = client("marks-ann");
    SignalClient bob = client("marks-bob");
    ann.enter("marks");
    bob.enter("marks");
    ok("mark_room_member", marks("1", "marks-ann", "1000,1001,1002"));
    ok("mark_room_member", marks("\"1\"", "marks-ann", "1003,1004,1005"));
    ok("mark_room_member", marks("1", "marks-ann", "1006,1007,1008"));
    failed(100009, "mark_room_member", marks("1", "marks-bob", "1,2,3,4"));
    failed(100009, "mark_room_member", marks("1", "marks-bob", "2000,2001"));
    failed(100002, "mark_room_member", marks("1", "marks-bob", "999"));
    failed(100002, "mark_room_member", marks("3", "marks-bob", "1000"));
    failed(100005, "mark_room_member", marks("1", "nobody", "1000"));
    ok("mark_room_member", marks("1", "marks-bob", "1000,2000"));
    ok("mark_room_member", marks("\"2\"", "marks-ann", "1000,1001,1002,1003,1004,1005,1006"));
    JsonNode list = members("marks");
    assertThat(list.at("/0/Marks").toString()).isEqualTo("[1007,1008]");
    assertThat(list.at("/1/Marks").toString()).isEqualTo("[1000,2000]");
    assertThat(ann.heard("onUserInfoChanged")).as("marks are not for clients").isFalse();
    ann.close();
    bob.close();
  }

  private static String marks(String command, String userId, String marks) {
    return "{\"RoomId\":\"marks\",\"CommandType\":%s,\"MemberList\":[{\"Member_Account\":\"%s\",\"Marks\":[%s]}]}"
        .formatted(command, userId, marks);
  }

  private static String ban(String roomId, String userIds, int seconds) {
    return "{\"RoomId\":\"%s\",\"MemberList_Account\":[\"%s\"],\"Reason\":\"noise\",\"Duration\":%d}"
        .formatted(roomId, userIds, seconds);
  }

  private static int enterError(SignalClient client, String roomId) {
    return client.error("enterRoom", Json.object().put("roomId", roomId));
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private static String memberInfo(String roomId, String userId, String fields) {
    return "{\"RoomId\":\"%s\",\"MemberInfo\":{\"Member_Account\":\"%s\",%s}}"
        .formatted(roomId, userId, fields);
  }

  private static String owner(String roomId, String from, String to) {
    return "{\"RoomId\":\"%s\",\"From_Account\":\"%s\",\"NewOwner_Account\":\"%s\"}"
        .formatted(roomId, from, to);
  }

  private JsonNode info(String roomId) {
    return ok("get_room_info", "{\"RoomId\":\"" + roomId + "\"}").path("RoomInfo");
  }

  private JsonNode members(String roomId) {
    return ok("get_room_member_list", "{\"RoomId\":\"" + roomId + "\"}").path("MemberList");
  }

  private JsonNode ok(String command, String body) {
    JsonNode answer = administrator.rooms(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
    return answer.path("Response");
  }

  private void failed(int code, String command, String body) {
    JsonNode answer = administrator.rooms(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isEqualTo(code);
    assertThat(answer.path("ErrorInfo").asText()).isNotBlank();
  }
}
