package org.confab.tests.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.confab.json.Json;

/**
 * A command with a body, right or wrong; {@code enter} and {@code exit} are what clients do. In
 * bodies {@code @R0} stands for a room, and {@code @u0} for a user.
 */
record Call(String command, ObjectNode body) {
  private static final JsonNode ABSENT = MissingNode.getInstance();

  /** What no field may have, or hardly any. */
  private static final Arbitrary<JsonNode> WRONG =
      Arbitraries.of(
          List.of(
              ABSENT,
              NullNode.getInstance(),
              BooleanNode.TRUE,
              IntNode.valueOf(7),
              IntNode.valueOf(-1),
              DoubleNode.valueOf(1.5),
              LongNode.valueOf(1L << 40),
              BigIntegerNode.valueOf(BigInteger.TEN.pow(20)),
              TextNode.valueOf(""),
              TextNode.valueOf("x".repeat(65)),
              TextNode.valueOf("x".repeat(1001)),
              TextNode.valueOf("会".repeat(34)),
              TextNode.valueOf("tab\t"),
              TextNode.valueOf("nul\0"),
              Json.object(),
              Json.read("[]"),
              Json.read("[7]"),
              Json.read("[\"@u0\",\"\"]"),
              Json.read("[{}]")));

  private record Field(String name, Arbitrary<JsonNode> values) {}

  static Arbitrary<Call> any() {
    return Arbitraries.frequencyOf(
        List.of(
            often(5, "create_room", created()),
            often(1, "destroy_room", room()),
            often(3, "update_room_info", new Field("RoomInfo", object(settings()))),
            often(2, "get_room_info", room()),
            often(
                3,
                "get_room_member_list",
                room(),
                optional("Count", numbers(0, 1, 2, 3, 1000, 1001)),
                optional("Next", texts("", "0", "1", "2", "3", "x", "-1"))),
            often(
                6,
                "update_room_member_info",
                room(),
                required(
                    "MemberInfo",
                    object(
                        user("Member_Account"),
                        optional("NameCard", texts("", "card", "会".repeat(10), "会".repeat(11))),
                        optional("Role", texts("Owner", "RoomOwner", "Admin", "Member", "Guest")),
                        optional("CustomInfo", texts("", "custom", "x".repeat(60)))))),
            often(4, "change_room_owner", room(), user("From_Account"), user("NewOwner_Account")),
            often(
                10,
                "mark_room_member",
                room(),
                required("CommandType", Arbitraries.oneOf(numbers(1, 1, 2, 3), texts("1", "2"))),
                required("MemberList", list(object(user("Member_Account"), marks()), 3))),
            often(
                4,
                "ban_room_member",
                room(),
                users(),
                required("Reason", texts("", "reason", "x".repeat(1000))),
                new Field("Duration", numbers(-1, 0, 600, 3600, Integer.MAX_VALUE))),
            often(4, "unban_room_member", room(), users()),
            often(
                3,
                "get_banned_member_list",
                room(),
                optional("Limit", numbers(0, 1, 2, 100, 101)),
                optional("Offset", Arbitraries.oneOf(numbers(0, 1, 2, -1), texts("", "1", "x"))),
                optional("Next", Arbitraries.oneOf(numbers(0, 1, 2, -1), texts("", "1", "x")))),
            often(2, "kick_user_out", room(), users(), required("Reason", texts("", "reason"))),
            often(2, "get_seat_list", room()),
            often(10, "pick_user_on_seat", room(), user("Member_Account"), index()),
            often(
                4,
                "kick_user_off_seat",
                room(),
                user("Member_Account"),
                required("Data", texts("x"))),
            often(
                6,
                "lock_seat",
                room(),
                index(),
                optional("ForbidTaken", flags()),
                optional("ForbidVideo", flags()),
                optional("ForbidAudio", flags())),
            often(
                1,
                "account_import",
                user("UserID"),
                optional("Nick", texts("", "Nick", "会".repeat(166), "会".repeat(167)))),
            often(1, "account_check", required("CheckItem", list(object(user("UserID")), 3))),
            often(1, "account_delete", required("DeleteItem", list(object(user("UserID")), 2))),
            often(1, "set_callback", url(), commands()),
            often(1, "update_callback", url(), commands()),
            often(1, "get_callback"),
            often(1, "delete_callback"),
            often(
                1,
                "set_callback_token",
                optional("Token", texts("", "token", "x".repeat(128), "x".repeat(129))),
                optional("IsTokenEnable", flags())),
            often(16, "enter", new Field("RoomId", rooms()), new Field("user", members())),
            often(4, "exit", new Field("user", members()))));
  }

  private static Tuple2<Integer, Arbitrary<Call>> often(
      int weight, String command, Field... fields) {
    return Tuple.of(
        weight, object(fields).map(body -> new Call(command, (ObjectNode) body.deepCopy())));
  }

  private static Field[] created() {
    Arbitrary<JsonNode> info =
        object(
            Stream.concat(
                    Stream.of(settings()),
                    Stream.of(
                        required("RoomType", texts("Conference", "Conference", "Meeting", "Party")),
                        optional("Owner_Account", anybody()),
                        optional("IsSeatEnabled", flags()),
                        optional("MaxSeatCount", numbers(0, 1, 2, 3, 300, 301)),
                        rarely("ScheduleStartTime", times(4_102_444_800L, -1)),
                        rarely("ScheduleEndTime", times(4_102_445_100L, 4_102_531_200L, 0))))
                .toArray(Field[]::new));
    return new Field[] {
      required("RoomInfo", info), rarely("ScheduleInviteeList_Account", list(anybody(), 3))
    };
  }

  private static Field[] settings() {
    return new Field[] {
      room(),
      optional("RoomName", texts("", "name", "会".repeat(33), "会".repeat(34))),
      rarely("MaxMemberCount", numbers(0, 1, 2, 3, 10_000, 10_001)),
      rarely("IsVideoDisabled", flags()),
      rarely("IsAudioDisabled", flags()),
      rarely("IsMessageDisabled", flags()),
      rarely("IsScreenSharingDisabled", flags()),
      rarely("IsCloudRecordingDisabled", flags()),
      rarely("CustomInfo", texts("", "custom", "😀".repeat(125), "😀".repeat(126))),
      rarely("TakeSeatMode", texts("FreeToTake", "ApplyToTake", "None"))
    };
  }

  private static Arbitrary<JsonNode> object(Field... fields) {
    List<Arbitrary<JsonNode>> values = Stream.of(fields).map(Field::values).toList();
    return Combinators.combine(values)
        .as(
            some -> {
              ObjectNode object = Json.object();
              for (int i = 0; i < fields.length; i++) {
                if (!some.get(i).isMissingNode()) {
                  object.set(fields[i].name(), some.get(i));
                }
              }
              return object;
            });
  }

  private static Arbitrary<JsonNode> list(Arbitrary<JsonNode> entries, int most) {
    return entries.list().ofMaxSize(most).map(some -> Json.object().putArray("list").addAll(some));
  }

  /** Now and then it has what no field may have. */
  private static Field required(String name, Arbitrary<JsonNode> values) {
    return new Field(name, Arbitraries.frequencyOf(Tuple.of(60, values), Tuple.of(1, WRONG)));
  }

  private static Field optional(String name, Arbitrary<JsonNode> values) {
    return required(
        name, Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(ABSENT)), Tuple.of(1, values)));
  }

  private static Field rarely(String name, Arbitrary<JsonNode> values) {
    return new Field(
        name, Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just(ABSENT)), Tuple.of(1, values)));
  }

  private static Field room() {
    return required("RoomId", rooms());
  }

  private static Arbitrary<JsonNode> rooms() {
    return Arbitraries.frequencyOf(
        Tuple.of(16, texts("@R0")), Tuple.of(4, texts("@R1")), Tuple.of(1, texts("@R9")));
  }

  private static Field user(String name) {
    return required(name, anybody());
  }

  private static Field users() {
    return required("MemberList_Account", list(anybody(), 3));
  }

  /** Those who enter rooms. */
  private static Arbitrary<JsonNode> members() {
    return texts("@u0", "@u1", "@u2", "@u3");
  }

  private static Arbitrary<JsonNode> anybody() {
    return Arbitraries.frequencyOf(Tuple.of(12, members()), Tuple.of(1, texts("@u9")));
  }

  private static Field index() {
    return required("Index", numbers(-1, 0, 0, 1, 1, 2, 3));
  }

  /** The greatest, whose text is the longest. */
  private static Field marks() {
    Arbitrary<JsonNode> mark =
        Arbitraries.integers()
            .between(0, 13)
            .map(i -> (JsonNode) IntNode.valueOf(i == 0 ? 999 : Integer.MAX_VALUE - i));
    return required("Marks", list(mark, 4));
  }

  private static Field url() {
    return required("Url", texts("@url", "@url?x=1", "ftp://localhost/", "localhost"));
  }

  private static Field commands() {
    return required(
        "CallbackCommandList",
        list(
            texts(
                "Room.CallbackAfterCreateRoom",
                "Room.CallbackAfterMemberLeave",
                "Mic.CallbackAfterSeatInfoChanged",
                "Mic.CallbackAfterSeatInfoChanged"),
            3));
  }

  private static Arbitrary<JsonNode> texts(String... texts) {
    return Arbitraries.of(Stream.of(texts).map(text -> (JsonNode) TextNode.valueOf(text)).toList());
  }

  private static Arbitrary<JsonNode> numbers(Integer... numbers) {
    return Arbitraries.of(
        Stream.of(numbers).map(number -> (JsonNode) IntNode.valueOf(number)).toList());
  }

  private static Arbitrary<JsonNode> times(long... seconds) {
    return Arbitraries.of(
        LongStream.of(seconds).mapToObj(second -> (JsonNode) LongNode.valueOf(second)).toList());
  }

  private static Arbitrary<JsonNode> flags() {
    return Arbitraries.of(List.of(BooleanNode.TRUE, BooleanNode.FALSE));
  }

  /** As it is sent, once rooms, users and the address are known. */
  @Override
  public String toString() {
    return command + " " + Json.write(body);
  }
}
