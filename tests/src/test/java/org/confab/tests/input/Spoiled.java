package org.confab.tests.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.confab.json.Json;

/**
 * A command with one field spoiled.
 *
 * @param named what the sentence must name
 */
record Spoiled(String service, String command, String body, int code, String named) {
  private static final int INVALID = 100002;
  private static final int NO_STRING = 60015;
  private static final int TOO_MANY_MARKS = 100009;

  /** The services, and a body of each command that nothing is wrong with. */
  private static final Map<String, String> COMMANDS =
      lines(
              """
              room_engine_http_srv create_room {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference"}}
              room_engine_http_srv destroy_room {"RoomId":"bad"}
              room_engine_http_srv update_room_info {"RoomInfo":{"RoomId":"bad"}}
              room_engine_http_srv get_room_info {"RoomId":"bad"}
              room_engine_http_srv get_room_member_list {"RoomId":"bad"}
              room_engine_http_srv update_room_member_info {"RoomId":"bad","MemberInfo":{"Member_Account":"bob"}}
              room_engine_http_srv change_room_owner {"RoomId":"bad","From_Account":"ann","NewOwner_Account":"bob"}
              room_engine_http_srv mark_room_member {"RoomId":"bad","CommandType":1,"MemberList":[{"Member_Account":"bob","Marks":[1000]}]}
              room_engine_http_srv ban_room_member {"RoomId":"bad","MemberList_Account":["bob"],"Reason":"x","Duration":60}
              room_engine_http_srv unban_room_member {"RoomId":"bad","MemberList_Account":["bob"]}
              room_engine_http_srv get_banned_member_list {"RoomId":"bad"}
              room_engine_http_srv kick_user_out {"RoomId":"bad","MemberList_Account":["bob"],"Reason":"x"}
              room_engine_http_mic get_seat_list {"RoomId":"bad"}
              room_engine_http_mic pick_user_on_seat {"RoomId":"bad","Member_Account":"bob","Index":0}
              room_engine_http_mic kick_user_off_seat {"RoomId":"bad","Member_Account":"bob","Data":"x"}
              room_engine_http_mic lock_seat {"RoomId":"bad","Index":0}
              room_config set_callback {"Url":"http://localhost:1/","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              room_config update_callback {"Url":"http://localhost:1/","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              room_config set_callback_token {"Token":"x"}
              im_open_login_svc account_import {"UserID":"new"}
              im_open_login_svc multiaccount_import {"Accounts":["new"]}
              im_open_login_svc account_check {"CheckItem":[{"UserID":"new"}]}
              im_open_login_svc account_delete {"DeleteItem":[{"UserID":"bob"}]}
              confab_callback get_dead_letter_list {}
              confab_callback replay_dead_letters {"DeadLetterIdList":[1]}
              confab_callback discard_dead_letters {"DeadLetterIdList":[1]}
              """)
          .collect(Collectors.toMap(line -> line.split(" ", -1)[1], line -> line));

  /** Each field, {@code !} when it is required; a number is the most it may have, or be. */
  private static final List<String> FIELDS =
      lines(
              """
              create_room /RoomInfo! object
              create_room /RoomInfo/RoomId! room
              create_room /RoomInfo/RoomType! choice
              create_room /RoomInfo/RoomName text 100
              create_room /RoomInfo/Owner_Account account
              create_room /RoomInfo/MaxMemberCount number 1 2147483647
              create_room /RoomInfo/MaxSeatCount number 1 2147483647
              create_room /RoomInfo/ScheduleStartTime time
              create_room /RoomInfo/ScheduleEndTime time
              create_room /RoomInfo/IsVideoDisabled flag
              create_room /RoomInfo/IsAudioDisabled flag
              create_room /RoomInfo/IsMessageDisabled flag
              create_room /RoomInfo/IsScreenSharingDisabled flag
              create_room /RoomInfo/IsCloudRecordingDisabled flag
              create_room /RoomInfo/IsSeatEnabled flag
              create_room /RoomInfo/CustomInfo text 500
              create_room /RoomInfo/TakeSeatMode choice
              create_room /ScheduleInviteeList_Account accounts 300
              destroy_room /RoomId! room
              update_room_info /RoomInfo! object
              update_room_info /RoomInfo/RoomId! room
              update_room_info /RoomInfo/RoomName text 100
              update_room_info /RoomInfo/MaxMemberCount number 1 2147483647
              update_room_info /RoomInfo/IsVideoDisabled flag
              update_room_info /RoomInfo/IsAudioDisabled flag
              update_room_info /RoomInfo/IsMessageDisabled flag
              update_room_info /RoomInfo/IsScreenSharingDisabled flag
              update_room_info /RoomInfo/IsCloudRecordingDisabled flag
              update_room_info /RoomInfo/CustomInfo text 500
              update_room_info /RoomInfo/TakeSeatMode choice
              get_room_info /RoomId! room
              get_room_member_list /RoomId! room
              get_room_member_list /Count number 1 1000
              get_room_member_list /Next place
              update_room_member_info /RoomId! room
              update_room_member_info /MemberInfo! object
              update_room_member_info /MemberInfo/Member_Account! account
              update_room_member_info /MemberInfo/NameCard text 32
              update_room_member_info /MemberInfo/Role choice
              update_room_member_info /MemberInfo/CustomInfo text 60
              change_room_owner /RoomId! room
              change_room_owner /From_Account! account
              change_room_owner /NewOwner_Account! account
              mark_room_member /RoomId! room
              mark_room_member /CommandType! choice
              mark_room_member /MemberList! objects 10
              mark_room_member /MemberList/0/Member_Account! account
              mark_room_member /MemberList/0/Marks! marks
              ban_room_member /RoomId! room
              ban_room_member /MemberList_Account! accounts 20
              ban_room_member /Reason! text 1000
              ban_room_member /Duration! number 1 2147483647
              unban_room_member /RoomId! room
              unban_room_member /MemberList_Account! accounts 20
              get_banned_member_list /RoomId! room
              get_banned_member_list /Limit number 1 100
              get_banned_member_list /Offset place
              get_banned_member_list /Next place
              kick_user_out /RoomId! room
              kick_user_out /MemberList_Account! accounts 20
              kick_user_out /Reason! text 1000
              get_seat_list /RoomId! room
              pick_user_on_seat /RoomId! room
              pick_user_on_seat /Member_Account! account
              kick_user_off_seat /RoomId! room
              kick_user_off_seat /Member_Account! account
              kick_user_off_seat /Data! text 1000
              lock_seat /RoomId! room
              lock_seat /ForbidTaken flag
              lock_seat /ForbidVideo flag
              lock_seat /ForbidAudio flag
              set_callback /Url! url
              set_callback /CallbackCommandList! choices
              update_callback /Url! url
              update_callback /CallbackCommandList! choices
              set_callback_token /Token! text 128
              set_callback_token /IsTokenEnable flag
              account_import /UserID! account
              account_import /Nick text 500
              account_import /FaceUrl text 1000
              account_check /CheckItem! objects 100
              account_check /CheckItem/0/UserID! account
              account_delete /DeleteItem! objects 100
              account_delete /DeleteItem/0/UserID! account
              get_dead_letter_list /Count number 1 100
              get_dead_letter_list /Next place
              discard_dead_letters /DeadLetterIdList! ids
              replay_dead_letters /IsAll flag
              """)
          .toList();

  /** What else is wrong: with a seat that a room has not, with two fields together. */
  private static final List<String> OTHERS =
      lines(
              """
              pick_user_on_seat 100002 Index {"RoomId":"bad","Member_Account":"bob"}
              pick_user_on_seat 100002 Index {"RoomId":"bad","Member_Account":"bob","Index":"0"}
              pick_user_on_seat 100002 Index {"RoomId":"bad","Member_Account":"bob","Index":0.5}
              pick_user_on_seat 100002 Index {"RoomId":"bad","Member_Account":"bob","Index":2147483648}
              pick_user_on_seat 100002 seat {"RoomId":"bad","Member_Account":"bob","Index":2147483647}
              pick_user_on_seat 100002 seat {"RoomId":"bad","Member_Account":"bob","Index":2}
              pick_user_on_seat 100002 seat {"RoomId":"bad","Member_Account":"bob","Index":-2}
              pick_user_on_seat 100005 nobody {"RoomId":"bad","Member_Account":"nobody","Index":0}
              pick_user_on_seat 100004 nowhere {"RoomId":"nowhere","Member_Account":"bob","Index":0}
              pick_user_on_seat 100211 seats {"RoomId":"flat","Member_Account":"bob","Index":0}
              kick_user_off_seat 100002 sit {"RoomId":"bad","Member_Account":"bob","Data":""}
              lock_seat 100002 Index {"RoomId":"bad"}
              lock_seat 100002 seat {"RoomId":"bad","Index":-1}
              lock_seat 100002 seat {"RoomId":"bad","Index":-2147483648}
              lock_seat 100002 Index {"RoomId":"bad","Index":-9223372036854775809}
              lock_seat 100211 seats {"RoomId":"flat","Index":0}
              create_room 100007 MaxMemberCount {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","MaxMemberCount":10001}}
              create_room 100007 MaxSeatCount {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","MaxSeatCount":301}}
              create_room 100007 MaxSeatCount {"RoomInfo":{"RoomId":"fresh","RoomType":"LivingRoom","MaxSeatCount":17}}
              create_room 100002 ScheduleEndTime {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","ScheduleStartTime":4102444800,"ScheduleEndTime":4102445099}}
              create_room 100002 ScheduleEndTime {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","ScheduleStartTime":4102444800,"ScheduleEndTime":4102531201}}
              create_room 100002 ScheduleEndTime {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","ScheduleStartTime":4102444800,"ScheduleEndTime":4102444700}}
              create_room 100002 Owner_Account {"RoomInfo":{"RoomId":"fresh","RoomType":"Conference","Owner_Account":"nobody"}}
              create_room 100010 bad {"RoomInfo":{"RoomId":"bad","RoomType":"Conference","Owner_Account":"ann"}}
              create_room 100003 bad {"RoomInfo":{"RoomId":"bad","RoomType":"Conference","Owner_Account":"cai"}}
              update_room_info 100007 MaxMemberCount {"RoomInfo":{"RoomId":"bad","MaxMemberCount":10001,"RoomName":"x"}}
              update_room_info 100004 nowhere {"RoomInfo":{"RoomId":"nowhere","RoomName":"x"}}
              update_room_info 100002 RoomName {"RoomInfo":{"RoomId":"nowhere","RoomName":"\\u0000"}}
              update_room_member_info 100005 nobody {"RoomId":"bad","MemberInfo":{"Member_Account":"nobody"}}
              update_room_member_info 100002 Role {"RoomId":"bad","MemberInfo":{"Member_Account":"bob","Role":"Owner"}}
              update_room_member_info 100006 owner {"RoomId":"bad","MemberInfo":{"Member_Account":"ann","Role":"Admin"}}
              change_room_owner 100002 From_Account {"RoomId":"bad","From_Account":"bob","NewOwner_Account":"bob"}
              change_room_owner 100005 nobody {"RoomId":"bad","From_Account":"ann","NewOwner_Account":"nobody"}
              mark_room_member 100005 nobody {"RoomId":"bad","CommandType":"1","MemberList":[{"Member_Account":"bob","Marks":[1000]},{"Member_Account":"nobody","Marks":[1000]}]}
              ban_room_member 100005 nobody {"RoomId":"bad","MemberList_Account":["bob","nobody"],"Reason":"x","Duration":60}
              kick_user_out 100005 a/b'c {"RoomId":"bad","MemberList_Account":["bob","a/b'c"],"Reason":"x"}
              kick_user_out 100005 😀 {"RoomId":"bad","MemberList_Account":["bob","😀"],"Reason":"x"}
              get_room_info 100004 a/b\\c"?#%&' {"RoomId":"a/b\\\\c\\"?#%&'"}
              set_callback 100002 Url {"Url":"localhost","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              set_callback 100002 Url {"Url":"ftp://localhost/","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              set_callback 100002 Url {"Url":"http://a:b@localhost/","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              update_callback 100301 set_callback {"Url":"http://localhost:1/","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
              set_callback_token 100302 callback {"Token":"x"}
              set_callback_token 100002 Token {"Token":""}
              account_import 60015 Identifier {"Identifier":7}
              multiaccount_import 100002 AccountList {}
              multiaccount_import 60015 Accounts {"Accounts":[7]}
              multiaccount_import 60015 UserID {"AccountList":[{"UserID":7}]}
              multiaccount_import 100002 Nick {"AccountList":[{"UserID":"new","Nick":7}]}
              multiaccount_import 100002 FaceUrl {"AccountList":[{"UserID":"new","FaceUrl":[]}]}
              replay_dead_letters 100002 DeadLetterIdList {"IsAll":false}
              replay_dead_letters 100002 1 {"DeadLetterIdList":[1]}
              """)
          .toList();

  static Stream<Spoiled> all() {
    return Stream.concat(
        FIELDS.stream().flatMap(Spoiled::ofField),
        OTHERS.stream()
            .map(line -> line.split(" ", 4))
            .map(words -> of(words[0], words[3], Integer.parseInt(words[1]), words[2])));
  }

  /** {@code command field} of whatever is tried. */
  static Set<String> fields() {
    return Stream.concat(
            FIELDS.stream()
                .map(line -> line.split(" ", -1))
                .map(words -> words[0] + " " + words[1].replace("!", "").replaceFirst(".*/", "")),
            OTHERS.stream()
                .map(line -> line.split(" ", -1))
                .map(words -> words[0] + " " + words[2]))
        .collect(Collectors.toSet());
  }

  private static Stream<Spoiled> ofField(String line) {
    String[] words = line.split(" ", -1);
    String command = words[0];
    String path = words[1].replace("!", "");
    String name = path.replaceFirst(".*/", "");
    List<Spoiled> spoiled = new ArrayList<>();
    if (words[1].endsWith("!")) {
      spoiled.add(of(command, without(good(command), path), INVALID, name));
      spoiled.add(of(command, with(good(command), path, "null"), INVALID, name));
    }
    values(words)
        .forEach(
            (value, code) ->
                spoiled.add(of(command, with(good(command), path, value), code, name)));
    return spoiled.stream();
  }

  /** Values that the field must not have, as JSON, with the code that answers them. */
  private static Map<String, Integer> values(String[] words) {
    return switch (words[2]) {
      case "room" ->
          refused(
              INVALID,
              quoted(
                  "", "x".repeat(49), "raum-ä", "😀", "a\\u0000", "tab\\t", "\\u007f", "\\ud83d"),
              List.of("7", "true", "[]", "{}"));
      case "account" ->
          refused(
              INVALID,
              quoted(
                  "", "x".repeat(65), "会".repeat(22), "a\\u0000b", "a\\nb", "\\u0085", "\\ud83d"),
              NO_STRING,
              List.of("7", "true", "[]", "{}"));
      case "accounts" ->
          refused(
              INVALID,
              List.of("[\"\"]", "[\"a\\u0000\"]", "\"bob\"", "{}", many(words[3], "\"bob\"")),
              NO_STRING,
              List.of("[7]", "[\"bob\",null]", "[[]]"));
      case "text" ->
          refused(
              INVALID,
              quoted(tooLong(words[3], "x"), tooLong(words[3], "会"), "a\\u0000b", "\\ude00"),
              List.of("7", "true", "[]", "{}"));
      case "url" ->
          refused(
              INVALID,
              quoted("", "http://localhost/" + "x".repeat(2048), "http://localhost/\\ud83d"),
              List.of("7"));
      case "number" -> refused(INVALID, outside(words[3], words[4]), NO_NUMBERS);
      case "time" -> refused(INVALID, List.of("-1", "99999999999999"), NO_NUMBERS);
      case "place" -> refused(INVALID, List.of("-1", "\"-1\"", "\"x\"", "true", "[]"), List.of());
      case "flag" -> refused(INVALID, List.of("\"true\"", "0", "1", "[]", "{}"), List.of());
      case "choice" ->
          refused(INVALID, quoted("", "Run", "conference"), List.of("0", "true", "[]"));
      case "choices" ->
          refused(INVALID, List.of("[]", "[\"Run\"]", "[7]", "\"Run\"", "{}"), List.of());
      case "object" -> refused(INVALID, List.of("7", "\"x\"", "[]", "true"), List.of());
      case "objects" ->
          refused(INVALID, List.of("[]", "[7]", "{}", "\"x\"", many(words[3], "{}")), List.of());
      case "ids" ->
          refused(INVALID, List.of("[]", "[1.5]", "[\"1\"]", "7", many("100", "1")), List.of());
      case "marks" ->
          refused(
              INVALID,
              List.of("[]", "[999]", "[-1]", "[1000.5]", "[\"1000\"]", "[2147483648]", "1000"),
              TOO_MANY_MARKS,
              List.of("[1000,1001,1002,1003]"));
      default -> throw new IllegalArgumentException(words[2]);
    };
  }

  private static final List<String> NO_NUMBERS =
      List.of("\"1\"", "1.5", "1e99", "true", "[]", "99999999999999999999");

  private static List<String> outside(String least, String most) {
    return List.of(
        Long.toString(Long.parseLong(least) - 1),
        "-2147483648",
        Long.toString(Long.parseLong(most) + 1));
  }

  private static Map<String, Integer> refused(int code, List<String> some, List<String> more) {
    return refused(code, some, code, more);
  }

  private static Map<String, Integer> refused(
      int code, List<String> values, int otherCode, List<String> others) {
    Map<String, Integer> all =
        values.stream().distinct().collect(Collectors.toMap(value -> value, value -> code));
    others.forEach(value -> all.put(value, otherCode));
    return all;
  }

  private static List<String> quoted(String... texts) {
    return Stream.of(texts).map(text -> "\"" + text + "\"").toList();
  }

  /** Of one byte or character more than fits. */
  private static String tooLong(String bytes, String character) {
    int each = character.equals("x") ? 1 : 3;
    return character.repeat(Integer.parseInt(bytes) / each + 1);
  }

  private static String many(String most, String entry) {
    return Collections.nCopies(Integer.parseInt(most) + 1, entry).toString();
  }

  private static String good(String command) {
    return line(command)[2];
  }

  private static String[] line(String command) {
    String line = COMMANDS.get(command);
    if (line == null) {
      throw new IllegalArgumentException(command);
    }
    return line.split(" ", 3);
  }

  private static Spoiled of(String command, String body, int code, String named) {
    return new Spoiled(line(command)[0], command, body, code, named);
  }

  private static String with(String body, String path, String value) {
    JsonNode tree = Json.read(body);
    // as it is written, not as the library would write it again
    ((ObjectNode) parent(tree, path)).put(path.replaceFirst(".*/", ""), "@");
    return Json.write(tree).replace("\"@\"", value);
  }

  private static String without(String body, String path) {
    JsonNode tree = Json.read(body);
    ((ObjectNode) parent(tree, path)).remove(path.replaceFirst(".*/", ""));
    return Json.write(tree);
  }

  private static JsonNode parent(JsonNode tree, String path) {
    return tree.at(path.substring(0, path.lastIndexOf('/')));
  }

  private static Stream<String> lines(String block) {
    return block.lines();
  }

  @Override
  public String toString() {
    return command + " " + (body.length() > 200 ? body.substring(0, 200) + "…" : body);
  }
}
