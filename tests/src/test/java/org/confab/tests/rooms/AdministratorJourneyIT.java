package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorJourneyIT {
  private final ServerUnderTest server;
  private final Administrator administrator;

  AdministratorJourneyIT() {
    server = ServerUnderTest.usual();
    administrator = new Administrator(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aRoomFromCreationToDestruction() {
    administrator.importAccounts("user2");
    ok(
        administrator.rooms(
            "create_room",
            "{\"RoomInfo\":{\"RoomId\":\"life\",\"RoomName\":\"会议\",\"RoomType\":\"Conference\","
                + "\"Owner_Account\":\"user2\",\"MaxMemberCount\":300,\"IsVideoDisabled\":true,"
                + "\"CustomInfo\":\"custom123\",\"IsSeatEnabled\":true,\"MaxSeatCount\":16,"
                + "\"TakeSeatMode\":\"ApplyToTake\"},\"ScheduleInviteeList_Account\":[\"user1\"]}"));
    JsonNode room = info("life");
    assertThat(room.path("RoomName").asText()).isEqualTo("会议");
    assertThat(room.path("RoomType").asText()).isEqualTo("Conference");
    assertThat(room.path("Owner_Account").asText()).isEqualTo("user2");
    assertThat(room.path("MaxMemberCount").asInt()).isEqualTo(300);
    assertThat(room.path("MaxSeatCount").asInt()).isEqualTo(16);
    assertThat(room.path("IsVideoDisabled").asBoolean()).isTrue();
    assertThat(room.path("IsAudioDisabled").asBoolean()).isFalse();
    assertThat(room.path("TakeSeatMode").asText()).isEqualTo("ApplyToTake");
    assertThat(room.path("RoomStatus").asText()).isEqualTo("Running");
    assertThat(room.path("ScheduleEndTime").asLong() - room.path("ScheduleStartTime").asLong())
        .isEqualTo(3600);
    assertThat(room.path("MemberCount").asInt()).isZero();

    ok(
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"life\",\"IsAudioDisabled\":true,\"TakeSeatMode\":\"FreeToTake\"}}"));
    JsonNode updated = info("life");
    assertThat(updated.path("IsAudioDisabled").asBoolean()).isTrue();
    assertThat(updated.path("TakeSeatMode").asText()).isEqualTo("FreeToTake");
    assertThat(updated.path("RoomName").asText()).as("what was not sent stays").isEqualTo("会议");

    ok(administrator.rooms("destroy_room", "{\"RoomId\":\"life\"}"));
    failed(100004, administrator.rooms("get_room_info", "{\"RoomId\":\"life\"}"));
    failed(100004, administrator.rooms("destroy_room", "{\"RoomId\":\"life\"}"));
    administrator.createRoom("short");
    ok(administrator.rooms("destroy_room", "{\"RoomId\":\"short\"}"));
    failed(
        100012,
        administrator.rooms(
            "create_room", "{\"RoomInfo\":{\"RoomId\":\"short\",\"RoomType\":\"Conference\"}}"));
    Awaitility.await("the id is free a second after it was used")
        .atMost(10, TimeUnit.SECONDS)
        .until(
            () ->
                administrator
                        .rooms(
                            "create_room",
                            "{\"RoomInfo\":{\"RoomId\":\"short\",\"RoomType\":\"Conference\"}}")
                        .path("ErrorCode")
                        .asInt()
                    == 0);
  }

  @Test
  void ofThoseWhoCreateOneIdAtOnceOneDoes() {
    for (int round = 0; round < 5; round++) {
      String room = "{\"RoomInfo\":{\"RoomId\":\"race" + round + "\",\"RoomType\":\"Conference\"}}";
      List<Integer> codes =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(() -> administrator.rooms("create_room", room)))
              .toList()
              .stream()
              .map(answer -> answer.join().path("ErrorCode").asInt(-1))
              .toList();
      assertThat(codes)
          .containsOnlyOnce(0)
          .allMatch(code -> code == 0 || code == 100010 || code == 100012);
    }
  }

  @Test
  void aRoomIsScheduledRunsAndEnds() {
    long now = System.currentTimeMillis() / 1000;
    schedule("later", now + 3600, now + 7200);
    schedule("over", now - 7200, now - 3600);
    assertThat(info("later").path("RoomStatus").asText()).isEqualTo("NotStarted");
    assertThat(info("over").path("RoomStatus").asText()).isEqualTo("None");
    SignalClient early = SignalClient.of(server, administrator.keys(), "early");
    early.enter("later");
    assertThat(info("later").path("RoomStatus").asText()).isEqualTo("Running");
    early.result("exitRoom");
    assertThat(info("later").path("RoomStatus").asText()).isEqualTo("NotStarted");
    early.enter("over");
    assertThat(info("over").path("RoomStatus").asText()).isEqualTo("Running");
    early.close();
  }

  private void schedule(String roomId, long start, long end) {
    ok(
        administrator.rooms(
            "create_room",
            ("{\"RoomInfo\":{\"RoomId\":\"%s\",\"RoomType\":\"Conference\","
                    + "\"ScheduleStartTime\":%d,\"ScheduleEndTime\":%d}}")
                .formatted(roomId, start, end)));
  }

  @Test
  void anIdIsTakenOnce() {
    administrator.importAccounts("other");
    administrator.createRoom("taken");
    failed(
        100010,
        administrator.rooms(
            "create_room", "{\"RoomInfo\":{\"RoomId\":\"taken\",\"RoomType\":\"Conference\"}}"));
    failed(
        100003,
        administrator.rooms(
            "create_room",
            "{\"RoomInfo\":{\"RoomId\":\"taken\",\"RoomType\":\"Conference\",\"Owner_Account\":\"other\"}}"));
  }

  @Test
  void onlyWhoIsImportedOrLoggedInOwnsARoom() {
    String room =
        "{\"RoomInfo\":{\"RoomId\":\"%s\",\"RoomType\":\"Conference\",\"Owner_Account\":\"%s\"}}";
    failed(100002, administrator.rooms("create_room", room.formatted("owned", "owner-1")));
    assertThat(accountStatus("owner-1")).isEqualTo("NotImported");
    ok(
        administrator.call(
            "im_open_login_svc",
            "account_import",
            "{\"UserID\":\"owner-1\",\"Nick\":\"One\",\"FaceUrl\":\"http://example.com/1.png\"}"));
    assertThat(accountStatus("owner-1")).isEqualTo("Imported");
    ok(administrator.rooms("create_room", room.formatted("owned", "owner-1")));

    failed(100002, administrator.rooms("create_room", room.formatted("owned-2", "owner-2")));
    SignalClient two = SignalClient.of(server, administrator.keys(), "owner-2");
    assertThat(accountStatus("owner-2")).as("who logged in").isEqualTo("Imported");
    ok(administrator.rooms("create_room", room.formatted("owned-2", "owner-2")));
    assertThat(two.enter("owned").at("/roomInfo/ownerName").asText()).isEqualTo("One");

    JsonNode deleted =
        administrator.call(
            "im_open_login_svc",
            "account_delete",
            "{\"DeleteItem\":[{\"UserID\":\"owner-2\"},{\"UserID\":\"owner-3\"}]}");
    ok(deleted);
    assertThat(deleted.at("/ResultItem/0/ResultCode").asInt(-1)).isZero();
    assertThat(deleted.at("/ResultItem/1/ResultCode").asInt(-1)).isEqualTo(70107);
    two.hears("onKickedOutOfRoom");
    assertThat(accountStatus("owner-2")).isEqualTo("NotImported");
    failed(100002, administrator.rooms("create_room", room.formatted("owned-3", "owner-2")));
    two.close();
  }

  @Test
  void accountsAreImportedUpToAHundredAtOnce() {
    JsonNode some =
        administrator.call(
            "im_open_login_svc",
            "multiaccount_import",
            "{\"AccountList\":[{\"UserID\":\"many-1\"},{\"UserID\":\""
                + "x".repeat(65)
                + "\"},{\"UserID\":\"many-2\",\"Nick\":\""
                + "x".repeat(501)
                + "\"}]}");
    ok(some);
    assertThat(some.path("FailAccounts"))
        .extracting(JsonNode::asText)
        .hasSize(2)
        .contains("many-2");
    assertThat(accountStatus("many-1")).isEqualTo("Imported");
    String tooMany = String.join("\",\"", Collections.nCopies(101, "a"));
    failed(
        100002,
        administrator.call(
            "im_open_login_svc", "multiaccount_import", "{\"Accounts\":[\"" + tooMany + "\"]}"));
    for (String command :
        new String[] {"account_import", "multiaccount_import", "account_check", "account_delete"}) {
      failed(100002, administrator.call("im_open_login_svc", command, "{}"));
    }
  }

  private String accountStatus(String userId) {
    JsonNode answer =
        administrator.call(
            "im_open_login_svc",
            "account_check",
            "{\"CheckItem\":[{\"UserID\":\"" + userId + "\"}]}");
    ok(answer);
    return answer.at("/ResultItem/0/AccountStatus").asText();
  }

  @Test
  void membersAreListedInPagesWhileTheyComeAndGo() {
    administrator.createRoom("pages");
    SignalClient[] clients = new SignalClient[5];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = SignalClient.of(server, administrator.keys(), "member" + i);
      clients[i].enter("pages");
    }
    JsonNode first =
        administrator.rooms(
            "get_room_member_list", "{\"RoomId\":\"pages\",\"Count\":2,\"Next\":\"\"}");
    assertThat(first.path("Response").path("MemberList").findValuesAsText("Member_Account"))
        .containsExactly("member0", "member1");
    assertThat(first.path("Response").path("MemberList").get(0).path("Role").asText())
        .isEqualTo("Member");
    clients[0].result("exitRoom");
    SignalClient late = SignalClient.of(server, administrator.keys(), "member5");
    late.enter("pages");

    String next = first.path("Response").path("Next").asText();
    JsonNode second =
        administrator.rooms(
            "get_room_member_list", "{\"RoomId\":\"pages\",\"Count\":4,\"Next\":\"" + next + "\"}");
    assertThat(second.path("Response").path("MemberList").findValuesAsText("Member_Account"))
        .containsExactly("member2", "member3", "member4", "member5");
    assertThat(second.path("Response").path("Next").asText()).isEmpty();
    late.close();
    for (SignalClient client : clients) {
      client.close();
    }
  }

  @Test
  void whoIsKickedIsToldByTheServerAndOutForAll() {
    administrator.createRoom("kicks");
    SignalClient ann = SignalClient.of(server, administrator.keys(), "ann");
    SignalClient bob = SignalClient.of(server, administrator.keys(), "bob");
    ann.enter("kicks");
    bob.enter("kicks");
    failed(
        100005,
        administrator.rooms(
            "kick_user_out",
            "{\"RoomId\":\"kicks\",\"MemberList_Account\":[\"bob\",\"nobody\"],\"Reason\":\"x\"}"));
    assertThat(info("kicks").path("MemberCount").asInt()).as("all or none").isEqualTo(2);
    ok(
        administrator.rooms(
            "kick_user_out",
            "{\"RoomId\":\"kicks\",\"MemberList_Account\":[\"bob\"],\"Reason\":\"irregularities\"}"));
    JsonNode kicked = bob.hears("onKickedOutOfRoom");
    assertThat(kicked.path("message").asText()).isEqualTo("irregularities");
    assertThat(kicked.path("reason").asInt()).isEqualTo(2);
    ann.hears("onRemoteUserLeaveRoom", e -> e.at("/userInfo/userId").asText().equals("bob"));
    assertThat(bob.error("getUserList")).isEqualTo(-2101);
    assertThat(info("kicks").path("MemberCount").asInt()).isEqualTo(1);
    ok(administrator.rooms("destroy_room", "{\"RoomId\":\"kicks\"}"));
    assertThat(ann.hears("onRoomDismissed").path("reason").asInt()).isEqualTo(2);
    ann.close();
    bob.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          create_room; {}; 100002; RoomInfo
          create_room; {"RoomInfo":[]}; 100002; RoomInfo
          create_room; {"RoomInfo":{"RoomType":"Conference"}}; 100002; RoomId
          create_room; {"RoomInfo":{"RoomId":7,"RoomType":"Conference"}}; 100002; RoomId
          create_room; {"RoomInfo":{"RoomId":"","RoomType":"Conference"}}; 100002; RoomId
          create_room; {"RoomInfo":{"RoomId":"a\\u0001","RoomType":"Conference"}}; 100002; RoomId
          create_room; {"RoomInfo":{"RoomId":"0123456789012345678901234567890123456789012345678","RoomType":"Conference"}}; 100002; RoomId
          create_room; {"RoomInfo":{"RoomId":"b"}}; 100002; RoomType
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Party"}}; 100002; RoomType
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","MaxMemberCount":0}}; 100002; MaxMemberCount
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","MaxMemberCount":99999999}}; 100007; MaxMemberCount
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","MaxSeatCount":301}}; 100007; MaxSeatCount
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","MaxMemberCount":1e99}}; 100002; MaxMemberCount
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","IsVideoDisabled":"yes"}}; 100002; IsVideoDisabled
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","ScheduleStartTime":1893456000,"ScheduleEndTime":1893456060}}; 100002; ScheduleEndTime
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","ScheduleStartTime":-1}}; 100002; ScheduleStartTime
          create_room; {"RoomInfo":{"RoomId":"b","RoomType":"Conference","TakeSeatMode":"Run"}}; 100002; TakeSeatMode
          get_room_info; {"RoomId":null}; 100002; RoomId
          get_room_info; {"RoomId":"nowhere"}; 100004; nowhere
          get_room_info; []; 60003; object
          get_room_info; {"RoomId":"a","RoomId":"b"}; 60003; RoomId
          get_room_info; {; 60003; JSON
          get_room_member_list; {"RoomId":"nowhere","Count":0}; 100002; Count
          get_room_member_list; {"RoomId":"nowhere","Next":"x"}; 100002; Next
          update_room_info; {"RoomInfo":{"RoomId":"nowhere"}}; 100004; nowhere
          kick_user_out; {"RoomId":"nowhere","MemberList_Account":[],"Reason":"x"}; 100002; MemberList_Account
          kick_user_out; {"RoomId":"nowhere","MemberList_Account":["a"]}; 100002; Reason
          kick_user_out; {"RoomId":"nowhere","MemberList_Account":["a"],"Reason":"x"}; 100004; nowhere
          no_such_command; {}; 60009; command
          """)
  void badInputIsNamed(String command, String body, int code, String named) {
    JsonNode answer = administrator.rooms(command, body);
    failed(code, answer);
    assertThat(answer.path("ErrorInfo").asText()).contains(named).doesNotContain("Exception");
    failed(100004, administrator.rooms("get_room_info", "{\"RoomId\":\"b\"}"));
  }

  @Test
  void whoIsNotTheAdministratorStaysOutside() {
    String good = administrator.keys().command("room_engine_http_srv", "get_room_info");
    String body = "{\"RoomId\":\"x\"}";
    String sig = administrator.keys().userSig("ann").replace("*", "%2A");

    failed(60012, administrator.post(good.replaceAll("sdkappid=\\d+&", ""), body));
    failed(60012, administrator.post(good.replaceAll("sdkappid=\\d+", "sdkappid=x"), body));
    failed(60006, administrator.post(good.replaceAll("sdkappid=\\d+", "sdkappid=1"), body));
    failed(60004, administrator.post(good.replaceAll("identifier=[^&]*", "identifier="), body));
    failed(60004, administrator.post(good.replaceAll("usersig=[^&]*&", ""), body));
    failed(60005, administrator.post(good.replaceAll("usersig=[^&]*", "usersig=garbage"), body));
    failed(60005, administrator.post(good.replaceAll("identifier=[^&]*", "identifier=ann"), body));
    failed(
        60010,
        administrator.post(
            good.replaceAll("identifier=[^&]*", "identifier=ann")
                .replaceAll("usersig=[^&]*", "usersig=" + sig),
            body));
    failed(60002, administrator.post(good.replace("random=1", "random=-1"), body));
    failed(60003, administrator.post(good, ""));
    failed(60009, administrator.post(good.replace("room_engine_http_srv", "nothing"), body));
    JsonNode got = administrator.get(good);
    failed(60008, got);
    failed(60008, administrator.post(good, "{\"RoomId\":\"" + "x".repeat(3_000_000) + "\"}"));
  }

  @Test
  void whatTheAdministratorChangesReachesTheClients() {
    administrator.createRoom("changes");
    SignalClient ann = SignalClient.of(server, administrator.keys(), "changes-ann");
    ann.enter("changes");
    ok(
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"changes\",\"RoomName\":\"New\",\"IsMessageDisabled\":true,"
                + "\"IsScreenSharingDisabled\":true,\"TakeSeatMode\":\"ApplyToTake\"}}"));
    assertThat(ann.hears("onRoomNameChanged").path("roomName").asText()).isEqualTo("New");
    assertThat(ann.hears("onRoomSeatModeChanged").path("seatMode").asInt()).isEqualTo(2);
    for (String switchedOff :
        List.of("onSendMessageForAllUserDisableChanged", "onScreenShareForAllUserDisableChanged")) {
      assertThat(ann.hears(switchedOff).path("isDisable").asBoolean()).as(switchedOff).isTrue();
    }
    assertThat(ann.error("setPublishing", Json.object().put("stream", "screen").put("video", true)))
        .isEqualTo(-2373);
    ann.result("setPublishing", Json.object().put("stream", "camera").put("audio", true));
    ok(
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"changes\",\"IsVideoDisabled\":true}}"));
    ann.hears("onAllUserCameraDisableChanged");
    assertThat(ann.error("setPublishing", Json.object().put("stream", "camera").put("video", true)))
        .isEqualTo(-2371);
    assertThat(ann.heard("onAllUserMicrophoneDisableChanged")).as("what was not sent").isFalse();
    ok(
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"changes\",\"IsAudioDisabled\":true,\"IsVideoDisabled\":false}}"));
    assertThat(ann.hears("onAllUserMicrophoneDisableChanged").path("isDisable").asBoolean())
        .isTrue();
    JsonNode silent = ann.hears("onUserAudioStateChanged", e -> !e.path("hasAudio").asBoolean());
    assertThat(silent.path("reason").asInt()).as("by an administrator").isEqualTo(1);
    ann.hears("onAllUserCameraDisableChanged", e -> !e.path("isDisable").asBoolean());
    ann.close();
  }

  /** Checks of the application's own, not only the server's word that something is deployed. */
  @Test
  void readinessSaysWhatWasChecked() {
    JsonNode ready = administrator.get("/health/ready");
    assertThat(ready.path("status").asText()).isEqualTo("UP");
    assertThat(ready.path("checks").findValuesAsText("name"))
        .contains("application", "database", "media");
    assertThat(administrator.get("/health/live").path("status").asText()).isEqualTo("UP");
  }

  private JsonNode info(String roomId) {
    JsonNode answer = administrator.rooms("get_room_info", "{\"RoomId\":\"" + roomId + "\"}");
    ok(answer);
    return answer.path("Response").path("RoomInfo");
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isZero();
    assertThat(answer.path("ActionStatus").asText()).isEqualTo("OK");
    assertThat(answer.path("RequestId").asText()).startsWith("Id-");
  }

  private static void failed(int code, JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("ActionStatus").asText()).isEqualTo("FAIL");
    assertThat(answer.path("ErrorInfo").asText()).isNotBlank();
  }
}
