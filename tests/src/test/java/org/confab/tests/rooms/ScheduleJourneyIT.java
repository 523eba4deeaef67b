package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Conferences: planned, changed and cancelled, and what those hear of it whom it concerns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleJourneyIT {
  private static final int OVER = 0;
  private static final int NOT_STARTED = 1;
  private static final int RUNNING = 2;

  private static final int CANCELLED = 0;
  private static final int NO_LONGER_INVITED = 1;

  private static final int HOUR = 3600;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aConferenceIsPlannedHeldAndOver() {
    SignalClient ann = client("plan-ann");
    SignalClient bob = client("plan-bob");
    SignalClient cai = client("plan-cai");
    ann.result("setSelfInfo", Json.object().put("userName", "Ann"));
    long start = in(HOUR);
    ann.result(
        "scheduleConference",
        plan("plan", start, "plan-bob").put("roomName", "Weekly").put("password", "secret"));

    for (SignalClient client : List.of(ann, bob)) {
      JsonNode told = client.hears("onConferenceScheduled").path("conferenceInfo");
      assertThat(told.path("scheduleStartTime").asLong()).isEqualTo(start);
      assertThat(told.path("scheduleEndTime").asLong()).isEqualTo(start + HOUR);
      assertThat(told.path("reminderSecondsBeforeStart").asInt()).isEqualTo(600);
      assertThat(told.path("status").asInt()).isEqualTo(NOT_STARTED);
      assertThat(told.at("/scheduleAttendees/0").asText()).isEqualTo("plan-bob");
      assertThat(told.at("/basicRoomInfo/roomName").asText()).isEqualTo("Weekly");
      assertThat(told.at("/basicRoomInfo/ownerName").asText()).isEqualTo("Ann");
      assertThat(told.at("/basicRoomInfo/password").asText()).isEqualTo("secret");
      assertThat(list(client)).containsExactly("plan");
    }
    assertThat(list(cai)).as("who is not invited knows nothing").isEmpty();
    assertThat(restStatus("plan")).isEqualTo("NotStarted");

    bob.result("enterRoom", Json.object().put("roomId", "plan").put("password", "secret"));
    ann.hears("onConferenceStatusChanged", status("plan", RUNNING));
    bob.hears("onConferenceStatusChanged", status("plan", RUNNING));
    assertThat(ann.error("cancelConference", room("plan"))).as("somebody is in it").isEqualTo(-1);
    assertThat(ann.error("updateConferenceInfo", moved("plan", start + 60, start + HOUR)))
        .as("it has begun")
        .isEqualTo(-1);
    bob.result("exitRoom");
    ann.hears("onConferenceStatusChanged", status("plan", NOT_STARTED));

    bob.result("enterRoom", Json.object().put("roomId", "plan").put("password", "secret"));
    ann.enter("plan");
    ann.result("destroyRoom");
    bob.hears("onConferenceStatusChanged", status("plan", OVER));
    assertThat(ann.heard("onConferenceCancelled")).as("it took place").isFalse();
    assertThat(list(ann)).isEmpty();
    assertThat(list(bob)).isEmpty();
    assertThat(cai.told()).isEmpty();
    close(ann, bob, cai);
  }

  @Test
  void aConferenceIsChangedAndCancelledByItsOrganiser() {
    SignalClient ann = client("change-ann");
    SignalClient bob = client("change-bob");
    long start = in(HOUR);
    ann.result("scheduleConference", plan("change", start, "change-bob"));
    assertThat(bob.error("updateConferenceInfo", room("change").put("roomName", "Mine")))
        .isEqualTo(-2301);
    assertThat(bob.error("cancelConference", room("change"))).isEqualTo(-2300);

    ann.result("updateConferenceInfo", room("change").put("roomName", "Monthly"));
    JsonNode renamed =
        bob.hears("onConferenceInfoChanged", e -> !name(e).isEmpty()).path("conferenceModifyInfo");
    assertThat(renamed.at("/basicRoomInfo/roomId").asText()).isEqualTo("change");
    assertThat(renamed.at("/basicRoomInfo/roomName").asText()).isEqualTo("Monthly");
    assertThat(renamed.has("scheduleStartTime")).as("only what changed").isFalse();
    ann.hears("onConferenceInfoChanged");

    ann.result("updateConferenceInfo", moved("change", start + 60, start + 400));
    JsonNode moved =
        bob.hears("onConferenceInfoChanged", e -> name(e).isEmpty()).path("conferenceModifyInfo");
    assertThat(moved.path("scheduleStartTime").asLong()).isEqualTo(start + 60);
    assertThat(moved.path("scheduleEndTime").asLong()).isEqualTo(start + 400);

    succeed("update_room_info", "{\"RoomInfo\":{\"RoomId\":\"change\",\"RoomName\":\"Yearly\"}}");
    bob.hears("onConferenceInfoChanged", e -> name(e).equals("Yearly"));

    ann.result("cancelConference", room("change"));
    for (SignalClient client : List.of(ann, bob)) {
      JsonNode told = client.hears("onConferenceCancelled");
      assertThat(told.path("roomId").asText()).isEqualTo("change");
      assertThat(told.path("reason").asInt()).isEqualTo(CANCELLED);
      assertThat(told.at("/operateUser/userId").asText()).isEqualTo("change-ann");
      assertThat(list(client)).isEmpty();
    }
    assertThat(ann.error("cancelConference", room("change"))).isEqualTo(-2100);
    close(ann, bob);
  }

  @Test
  void peopleAreInvitedAndInvitedNoLonger() {
    SignalClient ann = client("invite-ann");
    SignalClient bob = client("invite-bob");
    SignalClient cai = client("invite-cai");
    cai.result("setSelfInfo", Json.object().put("userName", "Cai"));
    ann.result("scheduleConference", plan("invite", in(HOUR), "invite-bob"));
    assertThat(cai.error("fetchAttendeeList", room("invite"))).isEqualTo(-1003);
    assertThat(bob.error("addAttendeesByAdmin", users("invite", "invite-cai"))).isEqualTo(-2301);
    assertThat(bob.error("removeAttendeesByAdmin", users("invite", "invite-bob"))).isEqualTo(-2301);

    ann.result("addAttendeesByAdmin", users("invite", "invite-bob", "invite-cai", "invite-cai"));
    assertThat(cai.hears("onConferenceScheduled").at("/conferenceInfo/scheduleAttendees").size())
        .isEqualTo(2);
    for (SignalClient client : List.of(ann, bob)) {
      JsonNode told = client.hears("onScheduleAttendeesChanged");
      assertThat(told.path("joinedUsers")).hasSize(1);
      assertThat(told.at("/joinedUsers/0/userName").asText()).isEqualTo("Cai");
      assertThat(told.path("leftUsers")).isEmpty();
    }
    assertThat(list(cai)).containsExactly("invite");
    JsonNode first = cai.result("fetchAttendeeList", room("invite").put("count", 1));
    assertThat(first.at("/attendeeList/0/userId").asText()).isEqualTo("invite-bob");
    assertThat(first.path("totalAttendeeCount").asInt()).isEqualTo(2);
    JsonNode last =
        cai.result(
            "fetchAttendeeList",
            room("invite").put("cursor", first.path("cursor").asText()).put("count", 1));
    assertThat(last.at("/attendeeList/0/userName").asText()).isEqualTo("Cai");
    assertThat(last.path("cursor").asText()).isEmpty();

    ann.result("removeAttendeesByAdmin", users("invite", "invite-cai", "nobody"));
    JsonNode gone = cai.hears("onConferenceCancelled");
    assertThat(gone.path("reason").asInt()).isEqualTo(NO_LONGER_INVITED);
    assertThat(gone.at("/operateUser/userId").asText()).isEqualTo("invite-ann");
    JsonNode left = bob.hears("onScheduleAttendeesChanged", e -> !e.path("leftUsers").isEmpty());
    assertThat(left.at("/leftUsers/0/userId").asText()).isEqualTo("invite-cai");
    assertThat(list(cai)).isEmpty();
    assertThat(bob.heard("onConferenceCancelled")).isFalse();
    close(ann, bob, cai);
  }

  @Test
  void anAdministratorsCallsAreToldTheSameWay() {
    administrator.importAccounts("rest-ann", "rest-bob");
    SignalClient ann = client("rest-ann");
    SignalClient bob = client("rest-bob");
    SignalClient cai = client("rest-cai");
    create("rest", "rest-ann", in(HOUR), "rest-bob");
    assertThat(ann.hears("onConferenceScheduled").at("/conferenceInfo/status").asInt())
        .isEqualTo(NOT_STARTED);
    bob.hears("onConferenceScheduled");

    cai.enter("rest");
    succeed(
        "change_room_owner",
        "{\"RoomId\":\"rest\",\"From_Account\":\"rest-ann\",\"NewOwner_Account\":\"rest-cai\"}");
    assertThat(ann.hears("onConferenceCancelled").path("reason").asInt())
        .as("she organises it no longer, and is not invited")
        .isEqualTo(NO_LONGER_INVITED);
    assertThat(cai.hears("onConferenceScheduled").at("/conferenceInfo/basicRoomInfo/ownerId"))
        .hasToString("\"rest-cai\"");
    assertThat(
            bob.hears("onConferenceInfoChanged")
                .at("/conferenceModifyInfo/basicRoomInfo/ownerId")
                .asText())
        .isEqualTo("rest-cai");
    assertThat(list(ann)).isEmpty();
    assertThat(list(cai)).containsExactly("rest");
    succeed(
        "kick_user_out",
        "{\"RoomId\":\"rest\",\"MemberList_Account\":[\"rest-cai\"],\"Reason\":\"\"}");
    bob.hears("onConferenceStatusChanged", status("rest", NOT_STARTED));

    succeed("destroy_room", "{\"RoomId\":\"rest\"}");
    assertThat(bob.hears("onConferenceCancelled").path("reason").asInt()).isEqualTo(CANCELLED);
    cai.hears("onConferenceCancelled");
    close(ann, bob, cai);
  }

  @Test
  void theListIsReadPageByPageInTheOrderOfTheStarts() {
    SignalClient ann = client("page-ann");
    SignalClient bob = client("page-bob");
    long start = in(HOUR);
    ann.result("scheduleConference", plan("page-3", start + 60, "page-bob"));
    ann.result("scheduleConference", plan("page-1", start));
    bob.result("scheduleConference", plan("page-B", start + 60, "page-ann"));
    ann.result("scheduleConference", plan("page-2", start + 60, "page-ann"));
    ann.result("scheduleConference", plan("page-5", start + 120));
    List<String> all = list(ann);
    assertThat(all).containsExactlyInAnyOrder("page-1", "page-2", "page-3", "page-B", "page-5");
    assertThat(all).startsWith("page-1").endsWith("page-5");

    JsonNode first = ann.result("fetchScheduledConferenceList", page("", 2));
    ann.result("scheduleConference", plan("page-0", start - 60));
    ann.result("cancelConference", room("page-1"));
    List<String> read = new ArrayList<>(ids(first));
    for (String cursor = first.path("cursor").asText(); !cursor.isEmpty(); ) {
      JsonNode next = ann.result("fetchScheduledConferenceList", page(cursor, 2));
      read.addAll(ids(next));
      cursor = next.path("cursor").asText();
    }
    assertThat(read).as("whatever came and went").isEqualTo(all);
    assertThat(list(bob)).containsExactlyInAnyOrder("page-3", "page-B");
    close(ann, bob);
  }

  @Test
  void theListIsOfCertainStatuses() {
    SignalClient ann = client("status-ann");
    ann.result("scheduleConference", plan("later", in(HOUR)));
    ann.result("scheduleConference", plan("now", in(-60)));
    ann.result("scheduleConference", plan("entered", in(HOUR + 60)));
    administrator.importAccounts("status-ann");
    create("past", "status-ann", in(-2 * HOUR));
    ann.enter("entered");
    assertThat(list(ann, NOT_STARTED)).containsExactly("later");
    assertThat(list(ann, RUNNING)).containsExactlyInAnyOrder("now", "entered");
    assertThat(list(ann, OVER)).containsExactly("past");
    assertThat(list(ann, OVER, NOT_STARTED)).containsExactly("past", "later");
    assertThat(list(ann)).containsExactly("past", "now", "later", "entered");
    assertThat(ann.error("fetchScheduledConferenceList", statuses(3))).isEqualTo(-1001);
    close(ann);
  }

  @Test
  void whatIsOutOfBoundsIsRefused() {
    SignalClient ann = client("bad-ann");
    long start = in(HOUR);
    assertThat(
            ann.error("scheduleConference", plan("bad", start).put("scheduleEndTime", start + 299)))
        .isEqualTo(-1001);
    assertThat(
            ann.error(
                "scheduleConference", plan("bad", start).put("scheduleEndTime", start + 86_401)))
        .isEqualTo(-1001);
    assertThat(ann.error("scheduleConference", plan("bad", in(-2 * HOUR)))).isEqualTo(-1001);
    assertThat(ann.error("scheduleConference", room("bad"))).isEqualTo(-1001);
    assertThat(
            ann.error(
                "scheduleConference", plan("bad", start).put("reminderSecondsBeforeStart", -1)))
        .isEqualTo(-1001);
    assertThat(ann.error("scheduleConference", plan("bad", start).put("roomName", "x".repeat(31))))
        .isEqualTo(-2107);
    assertThat(ann.error("scheduleConference", plan("ä", start))).isEqualTo(-2105);
    String[] many = IntStream.range(0, 301).mapToObj(i -> "u" + i).toArray(String[]::new);
    assertThat(ann.error("scheduleConference", plan("bad", start, many))).isEqualTo(-1001);
    ann.result("scheduleConference", plan("good", start, Arrays.copyOf(many, 300)));
    assertThat(ann.error("scheduleConference", plan("good", start))).isEqualTo(-2106);
    assertThat(ann.error("addAttendeesByAdmin", users("good", "u300"))).isEqualTo(-1001);
    assertThat(ann.error("addAttendeesByAdmin", users("good"))).isEqualTo(-1001);
    ann.result("addAttendeesByAdmin", users("good", "u299"));
    assertThat(ann.error("updateConferenceInfo", moved("good", start, start + 299)))
        .isEqualTo(-1001);
    assertThat(ann.error("fetchScheduledConferenceList", page("nonsense", 2))).isEqualTo(-1001);
    assertThat(ann.error("fetchScheduledConferenceList", page("", 0))).isEqualTo(-1001);
    assertThat(ann.error("fetchScheduledConferenceList", page("", 101))).isEqualTo(-1001);

    ann.result("createRoom", room("plain"));
    for (String method : List.of("cancelConference", "updateConferenceInfo", "fetchAttendeeList")) {
      assertThat(ann.error(method, room("plain"))).as("a room without a plan").isEqualTo(-2100);
      assertThat(ann.error(method, room("nowhere"))).isEqualTo(-2100);
    }
    close(ann);
  }

  @Test
  void peopleAreRemindedAndToldOfTheStart() {
    SignalClient ann = client("soon-ann");
    SignalClient bob = client("soon-bob");
    ann.result("scheduleConference", plan("soon", in(120), "soon-bob"));
    ann.result(
        "scheduleConference",
        plan("starts", in(3), "soon-bob").put("reminderSecondsBeforeStart", 0));
    swept(bob, "onConferenceWillStart");
    JsonNode reminder = bob.hears("onConferenceWillStart").path("conferenceInfo");
    assertThat(reminder.at("/basicRoomInfo/roomId").asText()).isEqualTo("soon");
    ann.hears("onConferenceWillStart");
    bob.hears("onConferenceStatusChanged", status("starts", RUNNING));
    ann.hears("onConferenceStatusChanged", status("starts", RUNNING));
    assertThat(bob.told().stream().filter(e -> method(e).equals("onConferenceWillStart")))
        .as("once, and not of the one without")
        .hasSize(1);
    close(ann, bob);
  }

  @Test
  void whatFellDueWhileTheServerWasDownIsToldAfterwardsOnce() {
    try (ServerUnderTest frail = ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh"))) {
      Administrator its = new Administrator(frail);
      SignalClient ann = SignalClient.of(frail, its.keys(), "ann");
      ann.result(
          "scheduleConference",
          plan("reminded", in(900), "bob").put("reminderSecondsBeforeStart", 897));
      ann.result(
          "scheduleConference", plan("started", in(3), "bob").put("reminderSecondsBeforeStart", 0));
      frail.kill();
      frail.restart();
      SignalClient bob = SignalClient.of(frail, its.keys(), "bob");
      assertThat(list(bob)).containsExactly("started", "reminded");
      swept(bob, "onConferenceWillStart");
      swept(bob, "onConferenceStatusChanged");
      bob.hears("onConferenceWillStart", e -> conference(e).equals("reminded"));
      bob.hears("onConferenceStatusChanged", status("started", RUNNING));

      frail.restart();
      SignalClient again = SignalClient.of(frail, its.keys(), "bob");
      again.result("scheduleConference", plan("later", in(240)));
      swept(again, "onConferenceWillStart");
      assertThat(again.told().stream().map(ScheduleJourneyIT::method))
          .as("nothing is told twice")
          .containsExactly("onConferenceScheduled", "onConferenceWillStart");
      close(ann, bob, again);
    }
  }

  /** Waits for what the server looks for, which begins a while after its start. */
  private static void swept(SignalClient client, String event) {
    Awaitility.await("is told " + event + " in time")
        .atMost(90, TimeUnit.SECONDS)
        .until(() -> client.heard(event));
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private void create(String roomId, String ownerId, long start, String... invitees) {
    ObjectNode body = Json.object();
    body.putObject("RoomInfo")
        .put("RoomId", roomId)
        .put("RoomType", "Conference")
        .put("Owner_Account", ownerId)
        .put("ScheduleStartTime", start);
    List.of(invitees).forEach(body.putArray("ScheduleInviteeList_Account")::add);
    succeed("create_room", Json.write(body));
  }

  private String restStatus(String roomId) {
    return administrator
        .rooms("get_room_info", "{\"RoomId\":\"" + roomId + "\"}")
        .at("/Response/RoomInfo/RoomStatus")
        .asText();
  }

  private void succeed(String command, String body) {
    JsonNode answer = administrator.rooms(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
  }

  /** Seconds since 1970. */
  private static long in(int seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private static ObjectNode room(String roomId) {
    return Json.object().put("roomId", roomId);
  }

  private static ObjectNode plan(String roomId, long start, String... attendees) {
    ObjectNode params = moved(roomId, start, start + HOUR);
    List.of(attendees).forEach(params.putArray("scheduleAttendees")::add);
    return params;
  }

  private static ObjectNode moved(String roomId, long start, long end) {
    return room(roomId).put("scheduleStartTime", start).put("scheduleEndTime", end);
  }

  private static ObjectNode users(String roomId, String... userIds) {
    ObjectNode params = room(roomId);
    List.of(userIds).forEach(params.putArray("userIdList")::add);
    return params;
  }

  private static ObjectNode page(String cursor, int count) {
    return Json.object().put("cursor", cursor).put("count", count);
  }

  private static ObjectNode statuses(int... statuses) {
    ObjectNode params = page("", 100);
    IntStream.of(statuses).forEach(params.putArray("statusArray")::add);
    return params;
  }

  private static List<String> list(SignalClient client, int... statuses) {
    return ids(client.result("fetchScheduledConferenceList", statuses(statuses)));
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("conferenceList").forEach(c -> ids.add(c.at("/basicRoomInfo/roomId").asText()));
    return ids;
  }

  private static Predicate<JsonNode> status(String roomId, int status) {
    return e -> e.path("roomId").asText().equals(roomId) && e.path("status").asInt(-1) == status;
  }

  private static String name(JsonNode event) {
    return event.at("/conferenceModifyInfo/basicRoomInfo/roomName").asText();
  }

  private static String conference(JsonNode event) {
    return event.at("/conferenceInfo/basicRoomInfo/roomId").asText();
  }

  private static String method(JsonNode message) {
    return message.path("method").asText();
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
