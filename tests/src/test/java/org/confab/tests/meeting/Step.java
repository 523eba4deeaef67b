package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.confab.json.Json;

/**
 * What a user does: a method of the protocol; or, with a {@code +}, something else that happens to
 * it. In params {@code R0} and {@code u0} stand for a room and a user, and a {@code requestId} is
 * the number of a request.
 */
record Step(int user, String method, ObjectNode params) {
  /** Its connection drops, and it comes back as the client it was. */
  static final String RESUME = "+resume";

  /** It logs in from elsewhere. */
  static final String ELSEWHERE = "+elsewhere";

  /** It logs out, and in again. */
  static final String LOGOUT = "+logout";

  /** The application makes it an admin of the room, or none. */
  static final String ROLE = "+role";

  /** The application gives it the room. */
  static final String OWN = "+own";

  /** The application switches a device off for all, or on again. */
  static final String DEVICE = "+device";

  static final int USERS = 4;

  private record Field(String name, Arbitrary<JsonNode> values) {}

  static Arbitrary<Step> any() {
    Arbitrary<Integer> users = Arbitraries.integers().between(0, USERS - 1);
    return users.flatMap(
        user ->
            Arbitraries.frequencyOf(
                List.of(
                    often(
                        3,
                        user,
                        "createRoom",
                        room(),
                        field("isSeatEnabled", flags(true, true, false)),
                        field("seatMode", numbers(1, 2)),
                        field("maxSeatCount", numbers(1, 2, 3)),
                        field("isMicrophoneDisableForAllUser", flags(true, false)),
                        field("isScreenShareDisableForAllUser", flags(true, false))),
                    often(14, user, "enterRoom", room()),
                    often(2, user, "exitRoom"),
                    often(1, user, "destroyRoom"),
                    often(1, user, "fetchRoomInfo"),
                    often(2, user, "getUserList"),
                    often(1, user, "getUserInfo", other()),
                    often(1, user, "getSelfInfo"),
                    often(3, user, "kickRemoteUserOutOfRoom", other()),
                    often(2, user, "getSeatList"),
                    often(12, user, "takeSeat", seat()),
                    often(3, user, "leaveSeat"),
                    often(4, user, "moveToSeat", field("targetSeatIndex", numbers(0, 1, 2, 3))),
                    often(3, user, "kickUserOffSeatByAdmin", other(), seat()),
                    often(5, user, "lockSeatByAdmin", seat(), field("lockParams", locks())),
                    often(
                        3, user, "updateRoomSeatModeByAdmin", field("seatMode", numbers(1, 2, 3))),
                    often(
                        2,
                        user,
                        "setMaxSeatCount",
                        field("maxSeatCount", numbers(1, 2, 3, 301)),
                        maybe("roomId", texts("R0", "R1"))),
                    often(7, user, "takeUserOnSeatByAdmin", other(), seat()),
                    often(6, user, "openRemoteDeviceByAdmin", other(), device()),
                    often(6, user, "applyToAdminToOpenLocalDevice", device()),
                    often(
                        14,
                        user,
                        "responseRemoteRequest",
                        request(),
                        field("agree", flags(true, true, false))),
                    often(3, user, "cancelRequest", request()),
                    often(2, user, "getSeatApplicationList"),
                    often(
                        8,
                        user,
                        "setPublishing",
                        field("stream", texts("camera", "camera", "screen")),
                        field("audio", flags(true, false)),
                        field("video", flags(true, false))),
                    often(1, user, "unpublish", field("stream", texts("camera", "screen"))),
                    often(
                        2, user, "relay", other(), field("data", Arbitraries.just(Json.object()))),
                    often(
                        5, user, "sendTextMessage", field("messageText", texts("hello", "会", ""))),
                    often(2, user, "getMessageList"),
                    often(
                        2,
                        user,
                        "disableSendingMessageForAllUser",
                        field("isDisable", flags(true, false))),
                    often(
                        3,
                        user,
                        "disableSendingMessageByAdmin",
                        other(),
                        field("isDisable", flags(true, false))),
                    often(3, user, RESUME),
                    often(2, user, ELSEWHERE),
                    often(1, user, LOGOUT),
                    often(5, user, ROLE, room(), field("admin", flags(true, true, false))),
                    often(2, user, OWN, room()),
                    often(
                        2,
                        user,
                        DEVICE,
                        room(),
                        field("device", numbers(1, 2, 3)),
                        field("off", flags(true, false))))));
  }

  private static Tuple2<Integer, Arbitrary<Step>> often(
      int weight, int user, String method, Field... fields) {
    return Tuple.of(weight, object(fields).map(params -> new Step(user, method, params)));
  }

  private static Arbitrary<ObjectNode> object(Field... fields) {
    List<Arbitrary<JsonNode>> values = List.of(fields).stream().map(Field::values).toList();
    return Combinators.combine(values)
        .as(
            chosen -> {
              ObjectNode object = Json.object();
              for (int i = 0; i < fields.length; i++) {
                if (!chosen.get(i).isNull()) {
                  object.set(fields[i].name(), chosen.get(i));
                }
              }
              return object;
            });
  }

  private static Field field(String name, Arbitrary<? extends JsonNode> values) {
    return new Field(name, values.map(value -> value));
  }

  private static Field maybe(String name, Arbitrary<JsonNode> values) {
    return new Field(
        name, values.injectNull(0.5).map(v -> v == null ? Json.object().nullNode() : v));
  }

  private static Field room() {
    return field("roomId", texts("R0", "R0", "R0", "R1"));
  }

  private static Field other() {
    return field("userId", texts("u0", "u1", "u2", "u3"));
  }

  private static Field seat() {
    return field("seatIndex", numbers(-1, 0, 0, 1, 2, 3));
  }

  private static Field device() {
    return field("device", numbers(1, 1, 2, 2, 3));
  }

  private static Field request() {
    // the latest ones more often
    return field("requestId", numbers(0, 0, 0, 1, 1, 2, 3, 7));
  }

  private static Arbitrary<ObjectNode> locks() {
    return object(
        maybe("lockSeat", flags(true, false)),
        maybe("lockVideo", flags(true, false)),
        maybe("lockAudio", flags(true, false)));
  }

  private static Arbitrary<JsonNode> texts(String... texts) {
    return Arbitraries.of(texts).map(TextNode::valueOf);
  }

  private static Arbitrary<JsonNode> numbers(Integer... numbers) {
    return Arbitraries.of(numbers).map(IntNode::valueOf);
  }

  private static Arbitrary<JsonNode> flags(Boolean... flags) {
    return Arbitraries.of(flags).map(BooleanNode::valueOf);
  }

  @Override
  public String toString() {
    return "u" + user + " " + method + " " + Json.write(params);
  }
}
