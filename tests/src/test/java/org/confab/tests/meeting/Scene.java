package org.confab.tests.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.meeting.ModelRequests.Action;
import org.confab.tests.meeting.ModelRequests.Outcome;
import org.confab.tests.meeting.ModelRequests.Request;
import org.confab.tests.protocol.Documented;

/** Where some steps are taken: rooms and users that no other scene has, on the one server. */
final class Scene implements AutoCloseable {
  private static final AtomicInteger SCENES = new AtomicInteger();
  private static final Pattern NAME = Pattern.compile("\"([Ru])(\\d)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 20;
  private static final int ROOMS = 2;

  private final Administrator administrator;
  private final String name = "scene" + SCENES.incrementAndGet();
  private final Model model = new Model();
  private final List<Actor> actors = new ArrayList<>();
  private final Map<String, Integer> lives = new HashMap<>();

  /** The ids of all requests, in the order of asking. */
  private final List<String> requestIds = new CopyOnWriteArrayList<>();

  private final List<Asking> askings = new ArrayList<>();

  /** Who asked, and on which visit. */
  private record Asking(String id, ModelRoom room, Actor asker, int visit) {}

  Scene(ServerUnderTest server, Administrator administrator) {
    this.administrator = administrator;
    for (int i = 0; i < Step.USERS; i++) {
      actors.add(new Actor(server, administrator.keys(), name("u", i)));
    }
  }

  private String name(String kind, int number) {
    String full = name + "-" + kind + number;
    return kind.equals("R") ? full + "-" + lives.getOrDefault(full, 0) : full;
  }

  private ObjectNode params(Step step) {
    String text =
        NAME.matcher(Json.write(step.params()))
            .replaceAll(
                found -> "\"" + name(found.group(1), Integer.parseInt(found.group(2))) + "\"");
    ObjectNode params = (ObjectNode) Json.read(text);
    if (params.has("requestId")) {
      int at = requestIds.size() - 1 - params.path("requestId").asInt();
      params.put("requestId", at < 0 ? "none" : requestIds.get(at));
    }
    return params;
  }

  /** Takes a step, and compares what comes of it with the model. */
  void take(Step step) {
    Actor actor = actors.get(step.user());
    switch (step.method()) {
      case Step.RESUME -> {
        ModelRoom room = model.roomOf(actor.userId);
        assertThat(actor.resume()).as("%s", step).isEqualTo(room == null ? "" : room.id);
      }
      case Step.ELSEWHERE -> {
        actor.elsewhere();
        model.elsewhere(actor.userId);
      }
      case Step.LOGOUT -> {
        actor.logOut();
        model.logOut(actor.userId);
      }
      default -> call(step, actor, params(step));
    }
  }

  private void call(Step step, Actor actor, ObjectNode params) {
    String method = step.method();
    Model.Answer expected = model.perform(actor.userId, method, params);
    JsonNode actual = actor.call(method, params);
    assertThat(actual.path("code").asInt()).as("%s: %s", step, actual).isEqualTo(expected.code());
    if (expected.code() != 0) {
      Documented.checkError(method, expected.code());
      return;
    }
    Documented.checkResult(method, actual);
    checkPlans(step, actor, params, actual);
    ModelRoom room = model.roomOf(actor.userId);
    if (room != null) {
      checkResult(step, actor, params, actual, room);
      if (expected.asked() != null) {
        keep(actor, actual, params, expected.asked(), room);
      }
    }
    switch (method) {
      case "enterRoom" -> actor.entered(actual);
      case "exitRoom" -> actor.left();
      case "destroyRoom" -> destroyed(actor);
      case "cancelConference" -> gone(params.path("roomId").asText());
      case "kickRemoteUserOutOfRoom" ->
          actors.stream()
              .filter(other -> other.userId.equals(params.path("userId").asText()))
              .filter(other -> !other.roomId().isEmpty())
              .forEach(other -> other.sentOut("onKickedOutOfRoom"));
      default -> {}
    }
  }

  /** Conferences are of no room that one is in. */
  private void checkPlans(Step step, Actor actor, JsonNode params, JsonNode actual) {
    switch (step.method()) {
      case "fetchScheduledConferenceList" ->
          assertThat(conferences(actual.path("conferenceList")))
              .as("%s", step)
              .isEqualTo(
                  model.agenda(actor.userId).stream()
                      .map(ModelRoom::conference)
                      .filter(conference -> hasStatus(conference, params.path("statusArray")))
                      .toList());
      case "fetchAttendeeList" -> {
        ModelRoom room = Objects.requireNonNull(model.room(params.path("roomId").asText()));
        assertThat(actual.path("attendeeList").findValuesAsText("userId"))
            .as("%s", step)
            .containsExactlyElementsOf(room.plan().invited);
        assertThat(actual.path("totalAttendeeCount").asInt()).isEqualTo(room.plan().invited.size());
      }
      default -> {}
    }
  }

  private static boolean hasStatus(JsonNode conference, JsonNode statuses) {
    return statuses.isMissingNode()
        || StreamSupport.stream(statuses.spliterator(), false)
            .anyMatch(conference.path("status")::equals);
  }

  private static List<ObjectNode> conferences(JsonNode list) {
    List<ObjectNode> conferences = new ArrayList<>();
    for (JsonNode each : list) {
      ObjectNode conference = each.deepCopy();
      JsonNode room = each.path("basicRoomInfo");
      ObjectNode compared = Mirror.room(room);
      compared.set("password", room.path("password"));
      compared.set("ownerId", room.path("ownerId"));
      conference.set("basicRoomInfo", compared);
      conferences.add(conference);
    }
    return conferences;
  }

  private static void checkResult(
      Step step, Actor actor, JsonNode params, JsonNode actual, ModelRoom room) {
    switch (step.method()) {
      case "enterRoom" -> {
        checkRoomInfo(step, actor, actual.path("roomInfo"), room);
        assertThat(actual.path("self")).as("%s", step).isEqualTo(room.members().get(actor.userId));
      }
      case "fetchRoomInfo" -> checkRoomInfo(step, actor, actual, room);
      case "getUserInfo" ->
          assertThat(actual)
              .as("%s", step)
              .isEqualTo(room.members().get(params.path("userId").asText()));
      case "getUserList" ->
          assertThat(Mirror.byId(actual.path("userList"))).as("%s", step).isEqualTo(room.members());
      case "getUserListByTag" ->
          assertThat(actual.path("userList").findValuesAsText("userId"))
              .as("%s", step)
              .containsExactlyElementsOf(room.tagged(params.path("tag").asInt()));
      case "getSeatList" ->
          assertThat(Mirror.seats(actual.path("seatList")))
              .as("%s", step)
              .isEqualTo(room.seats.list());
      case "getSeatApplicationList" ->
          assertThat(actual.path("requestList").findValuesAsText("requestId"))
              .as("%s", step)
              .containsExactlyElementsOf(room.seatApplications(actor.userId));
      case "getMessageList" ->
          assertThat(actual.path("messageList"))
              .as("%s", step)
              .hasSize(Math.min(PAGE, room.messages()));
      default -> {}
    }
  }

  private static void checkRoomInfo(Step step, Actor actor, JsonNode roomInfo, ModelRoom room) {
    assertThat(Mirror.room(roomInfo)).as("%s", step).isEqualTo(room.info());
    assertThat(roomInfo.path("ownerId").asText()).as("%s", step).isEqualTo(room.owner());
    assertThat(roomInfo.path("password").asText())
        .as("%s", step)
        .isEqualTo(room.passwordFor(actor.userId));
  }

  private void keep(Actor actor, JsonNode answer, JsonNode params, Action action, ModelRoom room) {
    String id = answer.path("requestId").asText();
    assertThat(id).as("the id of a request").isNotEmpty();
    String subject = action.application() ? actor.userId : params.path("userId").asText();
    int seat = params.path("seatIndex").asInt();
    room.requests.keep(id, new Request(action, actor.userId, subject, seat));
    requestIds.add(id);
    askings.add(new Asking(id, room, actor, actor.visit()));
  }

  private void destroyed(Actor by) {
    String roomId = by.roomId();
    by.left();
    actors.stream()
        .filter(actor -> actor.roomId().equals(roomId))
        .forEach(actor -> actor.sentOut("onRoomDismissed"));
    gone(roomId);
  }

  /** An id cannot be used again at once; the room has another in its next life. */
  private void gone(String roomId) {
    lives.merge(roomId.substring(0, roomId.lastIndexOf('-')), 1, Integer::sum);
  }

  /** What each one was told comes to what the model has. */
  void checkWhatWasTold() {
    for (Actor actor : actors) {
      ModelRoom room = model.roomOf(actor.userId);
      if (room != null) {
        eventually(
            () -> {
              checkMirror(actor, room.members(), List.copyOf(room.seats.list()), room.info());
              checkRequests(actor, room);
            });
      }
    }
    askings.forEach(this::checkOutcome);
  }

  private static void checkMirror(
      Actor actor, Map<String, JsonNode> members, List<JsonNode> seats, ObjectNode info) {
    Mirror mirror = actor.mirror();
    assertThat(mirror.members()).as("members, to %s", actor.userId).isEqualTo(members);
    assertThat(mirror.seats()).as("seats, to %s", actor.userId).isEqualTo(seats);
    assertThat(mirror.room()).as("room, to %s", actor.userId).isEqualTo(info);
  }

  /** Who may answer a request knows of it. */
  private static void checkRequests(Actor actor, ModelRoom room) {
    Mirror mirror = actor.mirror();
    room.requests
        .all()
        .forEach(
            (id, request) -> {
              if (request.isOpen() && room.mayAnswer(actor.userId, request)) {
                assertThat(
                        mirror.heard(
                            "onRequestReceived",
                            e -> e.at("/request/requestId").asText().equals(id)))
                    .as("%s knows of %s %s", actor.userId, request.action, id)
                    .isTrue();
              }
            });
  }

  /** Who asked, and has been there ever since, knows how it ended. */
  private void checkOutcome(Asking asking) {
    Outcome outcome = asking.room().requests.get(asking.id()).outcome;
    Actor asker = asking.asker();
    if (outcome != null
        && asker.visit() == asking.visit()
        && model.roomOf(asker.userId) == asking.room()) {
      eventually(
          () ->
              assertThat(
                      asker
                          .mirror()
                          .heard(
                              "onRequestCallback",
                              e ->
                                  e.path("requestId").asText().equals(asking.id())
                                      && e.path("requestCallbackType").asInt() == outcome.type))
                  .as("%s knows how %s ended", asker.userId, asking.id())
                  .isTrue());
    }
  }

  private static void eventually(Runnable check) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(check::run);
  }

  // ---- at once

  /** Takes a step with no eye on the model; gives the code. */
  int dare(Step step) {
    Actor actor = actors.get(step.user());
    JsonNode answer = actor.call(step.method(), params(step));
    int code = answer.path("code").asInt();
    if (answer.has("requestId")) {
      requestIds.add(answer.path("requestId").asText());
    }
    if (code != 0) {
      Documented.checkError(step.method(), code);
    } else if (step.method().equals("enterRoom")) {
      actor.entered(answer);
    } else if (step.method().equals("exitRoom")) {
      actor.left();
    }
    return code;
  }

  /**
   * After all that happened at once: who is in a room, says the application, may act in it; each of
   * them was told what the server says now; who sits is there, and sits once.
   */
  void checkWhole() {
    List<String> present = new ArrayList<>();
    for (int room = 0; room < ROOMS; room++) {
      JsonNode members =
          administrator.rooms("get_room_member_list", "{\"RoomId\":\"" + name("R", room) + "\"}");
      present.addAll(members.findValuesAsText("Member_Account"));
    }
    assertThat(present).doesNotHaveDuplicates();
    for (Actor actor : actors) {
      eventually(
          () -> {
            JsonNode list = actor.call("getUserList", Json.object()).path("userList");
            assertThat(list.isArray())
                .as("%s is in a room", actor.userId)
                .isEqualTo(present.contains(actor.userId));
            if (list.isArray()) {
              Map<String, JsonNode> members = Mirror.byId(list);
              JsonNode seats = actor.call("getSeatList", Json.object()).path("seatList");
              JsonNode info = actor.call("fetchRoomInfo", Json.object());
              checkMirror(actor, members, Mirror.seats(seats), Mirror.room(info));
              assertThat(seats.findValuesAsText("userId"))
                  .doesNotHaveDuplicates()
                  .isSubsetOf(members.keySet());
            }
          });
    }
  }

  @Override
  public void close() {
    for (int room = 0; room < ROOMS; room++) {
      administrator.rooms("destroy_room", "{\"RoomId\":\"" + name("R", room) + "\"}");
    }
    actors.forEach(Actor::close);
  }
}
