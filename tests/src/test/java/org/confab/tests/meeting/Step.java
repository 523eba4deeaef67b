package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.confab.json.Json;

/**
 * What a user does: a method of the protocol; or, with a {@code +}, something else that happens to
 * it. In params {@code R0} and {@code u0} stand for a room and a user, and a {@code requestId} is
 * the number of a request, counted back from the last.
 */
record Step(int user, String method, ObjectNode params) {
  /** Its connection drops, and it comes back as the client it was. */
  static final String RESUME = "+resume";

  /** It logs in from elsewhere. */
  static final String ELSEWHERE = "+elsewhere";

  /** It logs out, and in again. */
  static final String LOGOUT = "+logout";

  static final int USERS = 4;

  /** Seconds since 1970: no conference of a test comes that far. */
  private static final long FAR = 4_000_000_000L;

  private static final List<Kind> KINDS =
      List.of(
          new Kind(3, "createRoom", with(settings(), room())),
          new Kind(14, "enterRoom", room(), maybe("password", texts("open", "other", ""))),
          new Kind(2, "exitRoom"),
          new Kind(1, "destroyRoom"),
          new Kind(2, "fetchRoomInfo"),
          new Kind(2, "getUserList"),
          new Kind(1, "getUserInfo", other()),
          new Kind(1, "getSelfInfo"),
          new Kind(1, "heartbeat"),
          new Kind(1, "setSelfInfo", field("userName", texts("", "Name"))),
          new Kind(3, "kickRemoteUserOutOfRoom", other()),
          new Kind(8, "changeUserRole", other(), field("userRole", numbers(0, 1, 1, 1, 2))),
          new Kind(2, "changeUserNameCard", other(), field("nameCard", texts("", "会"))),
          new Kind(2, "setCustomInfoForUser", other(), field("customInfo", customInfo())),
          new Kind(2, "addCategoryTagForUsers", others(), tag()),
          new Kind(1, "removeCategoryTagForUsers", others(), tag()),
          new Kind(1, "getUserListByTag", tag()),
          new Kind(2, "updateRoomNameByAdmin", field("roomName", texts("", "Name", "会"))),
          new Kind(2, "updateRoomPasswordByAdmin", field("password", texts("", "", "open"))),
          new Kind(3, "updateRoomSeatModeByAdmin", field("seatMode", numbers(1, 2))),
          new Kind(
              4,
              "disableDeviceForAllUserByAdmin",
              device(),
              field("isDisable", flags(true, false))),
          new Kind(3, "closeRemoteDeviceByAdmin", other(), device()),
          new Kind(2, "getSeatList"),
          new Kind(12, "takeSeat", seat()),
          new Kind(3, "leaveSeat"),
          new Kind(4, "moveToSeat", field("targetSeatIndex", numbers(0, 1, 2, 3))),
          new Kind(3, "kickUserOffSeatByAdmin", other(), seat()),
          new Kind(5, "lockSeatByAdmin", seat(), field("lockParams", locks())),
          new Kind(
              2,
              "setMaxSeatCount",
              field("maxSeatCount", numbers(1, 2, 3, 17, 301)),
              maybe("roomId", texts("R0", "R1"))),
          new Kind(7, "takeUserOnSeatByAdmin", other(), seat()),
          new Kind(6, "openRemoteDeviceByAdmin", other(), device()),
          new Kind(6, "applyToAdminToOpenLocalDevice", device()),
          new Kind(
              14, "responseRemoteRequest", request(), field("agree", flags(true, true, false))),
          new Kind(3, "cancelRequest", request()),
          new Kind(2, "getSeatApplicationList"),
          new Kind(
              9,
              "setPublishing",
              stream(),
              field("audio", flags(true, false)),
              field("video", flags(true, false))),
          new Kind(1, "unpublish", stream()),
          new Kind(2, "relay", other(), field("data", Arbitraries.just(Json.object()))),
          new Kind(4, "sendTextMessage", field("messageText", texts("hello", "会", ""))),
          new Kind(2, "sendCustomMessage", field("messageText", texts("data", ""))),
          new Kind(2, "getMessageList"),
          new Kind(2, "disableSendingMessageForAllUser", field("isDisable", flags(true, false))),
          new Kind(
              3, "disableSendingMessageByAdmin", other(), field("isDisable", flags(true, false))),
          new Kind(
              4,
              "scheduleConference",
              with(
                  settings(),
                  planned(),
                  field("scheduleStartTime", times(FAR, FAR, FAR + 7200)),
                  field("scheduleEndTime", times(FAR + 300, FAR + 7200 + 300, FAR + 86_400)),
                  maybe("reminderSecondsBeforeStart", numbers(0, 60)),
                  maybe("scheduleAttendees", someUsers()))),
          new Kind(2, "cancelConference", planned()),
          new Kind(
              3,
              "updateConferenceInfo",
              planned(),
              maybe("roomName", texts("", "Name")),
              maybe("scheduleStartTime", times(FAR, FAR + 7200)),
              maybe("scheduleEndTime", times(FAR + 300, FAR + 7200 + 300, FAR + 86_400))),
          new Kind(2, "fetchScheduledConferenceList", maybe("statusArray", statuses())),
          new Kind(2, "fetchAttendeeList", planned()),
          new Kind(2, "addAttendeesByAdmin", planned(), field("userIdList", someUsers())),
          new Kind(2, "removeAttendeesByAdmin", planned(), field("userIdList", someUsers())),
          new Kind(3, RESUME),
          new Kind(2, ELSEWHERE),
          new Kind(1, LOGOUT));

  /** A field and what it may hold; null is left out. */
  private record Field(String name, Arbitrary<JsonNode> values) {}

  /**
   * Steps of one method.
   *
   * @param weight how often it is taken, compared with others
   */
  private record Kind(int weight, String method, List<Field> fields) {
    Kind(int weight, String method, Field... fields) {
      this(weight, method, List.of(fields));
    }

    Arbitrary<Step> by(int user) {
      return object(fields).map(params -> new Step(user, method, params));
    }
  }

  /** The first user, who mostly owns the first room, does the most: of others much is refused. */
  static Arbitrary<Step> any() {
    return Arbitraries.of(0, 0, 0, 1, 1, 2, 3)
        .flatMap(
            user ->
                Arbitraries.frequencyOf(
                    KINDS.stream().map(kind -> Tuple.of(kind.weight(), kind.by(user))).toList()));
  }

  /** The first user creates the first room, of whatever kind, or plans it. */
  static Arbitrary<Step> creating() {
    return Arbitraries.of("createRoom", "scheduleConference")
        .flatMap(method -> kind(method).by(0))
        .map(step -> new Step(step.user(), step.method(), first(step)));
  }

  private static ObjectNode first(Step creating) {
    ObjectNode params = creating.params().deepCopy().put("roomId", "R0");
    return params.has("scheduleStartTime")
        ? params.put("scheduleStartTime", FAR).put("scheduleEndTime", FAR + 300)
        : params;
  }

  private static Kind kind(String method) {
    return KINDS.stream().filter(kind -> kind.method().equals(method)).findFirst().orElseThrow();
  }

  /** The methods that there are steps of. */
  static Set<String> methods() {
    return KINDS.stream().map(Kind::method).collect(Collectors.toSet());
  }

  /** Whether it is a call that may come at any time, while others call. */
  boolean leavesTheRoom() {
    return !method.startsWith("+") && !method.equals("destroyRoom");
  }

  private static Arbitrary<ObjectNode> object(List<Field> fields) {
    return Combinators.combine(fields.stream().map(Field::values).toList())
        .as(
            chosen -> {
              ObjectNode object = Json.object();
              for (int i = 0; i < fields.size(); i++) {
                if (!chosen.get(i).isNull()) {
                  object.set(fields.get(i).name(), chosen.get(i));
                }
              }
              return object;
            });
  }

  private static Field field(String name, Arbitrary<? extends JsonNode> values) {
    return new Field(name, values.map(value -> value));
  }

  private static Field maybe(String name, Arbitrary<JsonNode> values) {
    return new Field(name, Arbitraries.oneOf(Arbitraries.just(NullNode.instance), values));
  }

  private static Field room() {
    return field("roomId", texts("R0", "R0", "R0", "R1"));
  }

  private static Field other() {
    return field("userId", texts("u0", "u1", "u2", "u3"));
  }

  private static Field others() {
    return field("userList", someUsers());
  }

  private static Arbitrary<JsonNode> someUsers() {
    return list(texts("u0", "u1", "u2", "u3"));
  }

  private static Arbitrary<JsonNode> statuses() {
    return list(numbers(0, ModelPlan.NOT_STARTED, ModelPlan.RUNNING));
  }

  private static Arbitrary<JsonNode> list(Arbitrary<JsonNode> values) {
    return values
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(chosen -> Json.object().arrayNode().addAll(chosen));
  }

  /** What a room is like at first. */
  private static List<Field> settings() {
    return List.of(
        field("roomType", numbers(1, 1, 1, 2)),
        field("isSeatEnabled", flags(true, true, false)),
        field("seatMode", numbers(1, 2)),
        field("maxSeatCount", numbers(1, 2, 3)),
        field("isMicrophoneDisableForAllUser", flags(true, false)),
        field("isCameraDisableForAllUser", flags(true, false, false)),
        field("isScreenShareDisableForAllUser", flags(true, false)),
        field("isMessageDisableForAllUser", flags(true, false, false)));
  }

  private static List<Field> with(List<Field> fields, Field... more) {
    return Stream.concat(fields.stream(), Stream.of(more)).toList();
  }

  private static Field planned() {
    return field("roomId", texts("R0", "R1", "R1"));
  }

  private static Field tag() {
    return field("tag", numbers(1000, 1001));
  }

  private static Field seat() {
    return field("seatIndex", numbers(-1, 0, 0, 1, 2, 3));
  }

  private static Field device() {
    return field("device", numbers(1, 1, 2, 2, 3));
  }

  private static Field stream() {
    return field("stream", texts("camera", "camera", "screen"));
  }

  /** The latest ones more often. */
  private static Field request() {
    return field("requestId", numbers(0, 0, 0, 1, 1, 2, 3, 7));
  }

  private static Arbitrary<ObjectNode> locks() {
    return object(
        List.of(
            maybe("lockSeat", flags(true, false)),
            maybe("lockVideo", flags(true, false)),
            maybe("lockAudio", flags(true, false))));
  }

  private static Arbitrary<ObjectNode> customInfo() {
    return object(List.of(maybe("key", texts("value", "会"))));
  }

  private static Arbitrary<JsonNode> texts(String... texts) {
    return Arbitraries.of(texts).map(TextNode::valueOf);
  }

  private static Arbitrary<JsonNode> numbers(Integer... numbers) {
    return Arbitraries.of(numbers).map(IntNode::valueOf);
  }

  private static Arbitrary<JsonNode> times(Long... seconds) {
    return Arbitraries.of(seconds).map(LongNode::valueOf);
  }

  private static Arbitrary<JsonNode> flags(Boolean... flags) {
    return Arbitraries.of(flags).map(BooleanNode::valueOf);
  }

  @Override
  public String toString() {
    return "u" + user + " " + method + " " + Json.write(params);
  }
}
