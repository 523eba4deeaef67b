package org.confab.tests.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.meeting.ModelRoom.Request;
import org.confab.tests.protocol.Documented;
import org.jspecify.annotations.Nullable;

/** Where some steps are taken: rooms and users that no other scene has, on the one server. */
final class Scene implements AutoCloseable {
  private static final AtomicInteger SCENES = new AtomicInteger();
  private static final Pattern NAME = Pattern.compile("\"([Ru])(\\d)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Administrator administrator;
  private final String name = "scene" + SCENES.incrementAndGet();
  private final Model model = new Model();
  private final List<Actor> actors = new ArrayList<>();
  private final Map<String, AtomicInteger> lives = new HashMap<>();

  /** The ids of all requests, in the order of asking. */
  private final List<String> requestIds = new CopyOnWriteArrayList<>();

  /** The same with who asked on which visit. */
  private final List<Asking> askings = new ArrayList<>();

  private record Asking(String id, ModelRoom room, Actor asker, int visit) {}

  Scene(ServerUnderTest server, Administrator administrator) {
    this.administrator = administrator;
    for (int i = 0; i < Step.USERS; i++) {
      actors.add(new Actor(server, administrator.keys(), name("u", String.valueOf(i))));
    }
  }

  private String name(String kind, String number) {
    String full = name + "-" + kind + number;
    return kind.equals("R") ? full + "-" + life(kind + number).get() : full;
  }

  private AtomicInteger life(String room) {
    return lives.computeIfAbsent(room, key -> new AtomicInteger());
  }

  private ObjectNode params(Step step) {
    String text =
        NAME.matcher(Json.write(step.params()))
            .replaceAll(found -> "\"" + name(found.group(1), found.group(2)) + "\"");
    ObjectNode params = (ObjectNode) Json.read(text);
    if (params.has("requestId")) {
      int back = params.path("requestId").asInt();
      int at = requestIds.size() - 1 - back;
      params.put("requestId", at < 0 ? "none" : requestIds.get(at));
    }
    return params;
  }

  Actor actor(int user) {
    return actors.get(user);
  }

  /** Takes a step, and compares what comes of it with the model. */
  void take(Step step) {
    Actor actor = actor(step.user());
    ObjectNode params = params(step);
    switch (step.method()) {
      case Step.RESUME -> resume(step, actor);
      case Step.ELSEWHERE -> {
        actor.elsewhere();
        model.elsewhere(actor.userId);
      }
      case Step.LOGOUT -> {
        actor.logOut();
        model.logOut(actor.userId);
      }
      case Step.ROLE, Step.OWN, Step.DEVICE -> administer(step, actor.userId, params);
      default -> call(step, actor, params);
    }
  }

  private void resume(Step step, Actor actor) {
    ModelRoom room = model.placeOf(actor.userId);
    String expected = room != null && model.isAttached(actor.userId) ? room.id : "";
    assertThat(actor.resume()).as("%s", step).isEqualTo(expected);
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
    if (!expected.action().isEmpty()) {
      keep(actor, actual, params, expected.action());
    }
    ModelRoom room = model.placeOf(actor.userId);
    switch (method) {
      case "enterRoom" -> actor.entered(actual);
      case "exitRoom" -> actor.left();
      case "destroyRoom" -> destroyed(actor.roomId());
      case "kickRemoteUserOutOfRoom" ->
          actors.stream()
              .filter(other -> other.userId.equals(params.path("userId").asText()))
              .forEach(Actor::left);
      case "getUserList" -> assertThat(faces(actual)).as("%s", step).isEqualTo(faces(room));
      case "getSeatList" ->
          assertThat(Actor.occupants(actual.path("seatList")))
              .as("%s", step)
              .isEqualTo(room == null ? List.of() : room.seats());
      case "getSeatApplicationList" ->
          assertThat(actual.path("requestList").findValuesAsText("requestId"))
              .as("%s", step)
              .containsExactlyInAnyOrderElementsOf(
                  room == null ? List.of() : room.applications(actor.userId));
      case "getMessageList" ->
          assertThat(actual.path("messageList"))
              .as("%s", step)
              .hasSize(room == null ? 0 : Math.min(20, room.messages()));
      default -> {}
    }
  }

  private void keep(Actor actor, JsonNode answer, ObjectNode params, String action) {
    ModelRoom room = model.placeOf(actor.userId);
    String id = answer.path("requestId").asText();
    assertThat(id).as("the id of a request").isNotEmpty();
    assertThat(room).isNotNull();
    if (room != null) {
      String subject = action.startsWith("apply") ? actor.userId : params.path("userId").asText();
      room.keep(id, action, actor.userId, subject, params.path("seatIndex").asInt());
      requestIds.add(id);
      askings.add(new Asking(id, room, actor, actor.visit()));
    }
  }

  /** An id cannot be used again at once; the room has another in its next life. */
  private void destroyed(String roomId) {
    life(roomId.split("-", -1)[1]).incrementAndGet();
    actors.stream().filter(actor -> actor.roomId().equals(roomId)).forEach(Actor::left);
  }

  private void administer(Step step, String userId, ObjectNode params) {
    String roomId = params.path("roomId").asText();
    switch (step.method()) {
      case Step.ROLE -> {
        boolean admin = params.path("admin").asBoolean();
        if (model.role(userId, roomId, admin)) {
          rest(
              "update_room_member_info",
              "{\"RoomId\":\"%s\",\"MemberInfo\":{\"Member_Account\":\"%s\",\"Role\":\"%s\"}}"
                  .formatted(roomId, userId, admin ? "Admin" : "Member"));
        }
      }
      case Step.OWN -> {
        ModelRoom room = model.room(roomId);
        String owner =
            actors.stream()
                .map(actor -> actor.userId)
                .filter(user -> room != null && room.isOwner(user))
                .findFirst()
                .orElse("");
        if (room != null && room.has(userId)) {
          rest(
              "change_room_owner",
              "{\"RoomId\":\"%s\",\"From_Account\":\"%s\",\"NewOwner_Account\":\"%s\"}"
                  .formatted(roomId, owner, userId));
        }
        model.own(userId, roomId);
      }
      default -> {
        int device = params.path("device").asInt();
        boolean off = params.path("off").asBoolean();
        String field =
            List.of("IsAudioDisabled", "IsVideoDisabled", "IsScreenSharingDisabled")
                .get(device - 1);
        if (model.room(roomId) != null) {
          rest(
              "update_room_info",
              "{\"RoomInfo\":{\"RoomId\":\"%s\",\"%s\":%b}}".formatted(roomId, field, off));
        }
        model.switchOff(roomId, device, off);
      }
    }
  }

  private void rest(String command, String body) {
    JsonNode answer = administrator.rooms(command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
  }

  private static Map<String, String> faces(JsonNode userList) {
    Map<String, String> faces = new TreeMap<>();
    userList
        .path("userList")
        .forEach(member -> faces.put(member.path("userId").asText(), Actor.face(member)));
    return faces;
  }

  private static Map<String, String> faces(@Nullable ModelRoom room) {
    return room == null ? Map.of() : new TreeMap<>(room.faces());
  }

  /** What each one was told comes to what the model has. */
  void checkWhatWasTold() {
    for (Actor actor : actors) {
      ModelRoom room = model.placeOf(actor.userId);
      if (room != null && model.isAttached(actor.userId)) {
        eventually(
            () -> {
              assertThat(actor.faces()).as("members, to %s", actor.userId).isEqualTo(faces(room));
              assertThat(actor.seats()).as("seats, to %s", actor.userId).isEqualTo(room.seats());
              checkRequests(actor, room);
            });
      }
    }
    askings.forEach(this::checkOutcome);
  }

  /** Who may answer a request knows of it. */
  private static void checkRequests(Actor actor, ModelRoom room) {
    room.requests()
        .forEach(
            (id, request) -> {
              boolean application = request.asker.equals(request.subject);
              boolean mayAnswer =
                  application ? room.role(actor.userId) < 2 : request.subject.equals(actor.userId);
              if (request.outcome == null && mayAnswer) {
                assertThat(
                        actor.heard(
                            "onRequestReceived",
                            e -> e.at("/request/requestId").asText().equals(id)))
                    .as("%s knows of %s %s", actor.userId, request.action, id)
                    .isTrue();
              }
            });
  }

  /** Who asked, and has been there ever since, knows how it ended. */
  private void checkOutcome(Asking asking) {
    Request request = asking.room().requests().get(asking.id());
    Integer outcome = request == null ? null : request.outcome;
    if (outcome != null
        && asking.asker().visit() == asking.visit()
        && model.room(asking.room().id) == asking.room()) {
      eventually(
          () ->
              assertThat(
                      asking
                          .asker()
                          .heard(
                              "onRequestCallback",
                              e ->
                                  e.path("requestId").asText().equals(asking.id())
                                      && e.path("requestCallbackType").asInt() == outcome))
                  .as("%s knows how %s ended", asking.asker().userId, asking.id())
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
    Actor actor = actor(step.user());
    ObjectNode params = params(step);
    JsonNode answer = actor.call(step.method(), params);
    int code = answer.path("code").asInt();
    if (answer.has("requestId")) {
      requestIds.add(answer.path("requestId").asText());
    }
    if (code == 0) {
      switch (step.method()) {
        case "enterRoom" -> actor.entered(answer);
        case "exitRoom" -> actor.left();
        default -> {}
      }
    } else {
      Documented.checkError(step.method(), code);
    }
    return code;
  }

  /** After all that happened at once: each of those in a room was told what the server says now. */
  void checkWhole() {
    for (Actor actor : actors) {
      eventually(
          () -> {
            JsonNode list = actor.call("getUserList", Json.object());
            if (list.has("userList")) {
              JsonNode seats = actor.call("getSeatList", Json.object()).path("seatList");
              assertThat(actor.faces()).as("members, to %s", actor.userId).isEqualTo(faces(list));
              assertThat(actor.seats())
                  .as("seats, to %s", actor.userId)
                  .isEqualTo(Actor.occupants(seats));
              assertThat(Actor.occupants(seats))
                  .filteredOn(user -> !user.isEmpty())
                  .doesNotHaveDuplicates()
                  .isSubsetOf(faces(list).keySet());
            }
          });
    }
  }

  @Override
  public void close() {
    lives.forEach(
        (room, life) ->
            administrator.rooms(
                "destroy_room",
                "{\"RoomId\":\"%s\"}".formatted(name + "-" + room + "-" + life.get())));
    actors.forEach(Actor::close);
  }
}
