package org.confab.tests.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The server as the specification describes it, in memory, written a second time: what each command
 * of an application is answered, one after another.
 */
final class Conference {
  private static final int MOST_MEMBERS = 10_000;
  private static final int MOST_SEATS = 300;
  private static final Set<String> CALLBACKS =
      Set.of(
          "Room.CallbackAfterCreateRoom",
          "Room.CallbackAfterMemberLeave",
          "Mic.CallbackAfterSeatInfoChanged");

  private final String administrator;
  private final Map<String, ModelRoom> rooms = new HashMap<>();
  private final Set<String> accounts = new LinkedHashSet<>();
  private @Nullable ObjectNode callback;

  Conference(String administrator) {
    this.administrator = administrator;
  }

  /**
   * What is answered.
   *
   * @param codes one of them; 0 when it is done
   * @param fields of the answer besides
   */
  record Answer(Set<Integer> codes, ObjectNode fields) {
    static Answer refused(int code) {
      return new Answer(Set.of(code), Json.object());
    }

    static Answer done() {
      return with(Json.object());
    }

    static Answer with(ObjectNode fields) {
      return new Answer(Set.of(0), fields);
    }

    boolean isDone() {
      return codes.contains(0);
    }
  }

  /** A rule that was broken. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    Refused(int code) {
      super("refused with " + code, null, false, false);
      this.code = code;
    }
  }

  static void refuseIf(boolean broken, int code) {
    if (broken) {
      throw new Refused(code);
    }
  }

  Answer perform(String command, JsonNode body) {
    Reading in = new Reading(body);
    try {
      return switch (command) {
        case "create_room" -> create(in);
        case "destroy_room" -> inRoom(in, this::destroy);
        case "update_room_info" -> update(in.object("RoomInfo"));
        case "get_room_info" -> inRoom(in, room -> Answer.with(room.info()));
        case "get_room_member_list" -> listMembers(in);
        case "update_room_member_info" -> updateMember(in);
        case "change_room_owner" -> handOver(in);
        case "mark_room_member" -> mark(in);
        case "ban_room_member" -> ban(in);
        case "unban_room_member" -> unban(in);
        case "get_banned_member_list" -> listBanned(in);
        case "kick_user_out" -> kick(in);
        case "get_seat_list" -> inRoom(in, room -> Answer.with(room.seatList()));
        case "pick_user_on_seat" -> pick(in);
        case "kick_user_off_seat" -> takeOff(in);
        case "lock_seat" -> lock(in);
        case "account_import" -> importAccount(in);
        case "account_check" -> checkAccounts(in);
        case "account_delete" -> deleteAccounts(in);
        case "set_callback" -> setCallback(in, false);
        case "update_callback" -> setCallback(in, true);
        case "get_callback" -> getCallback();
        case "delete_callback" -> deleteCallback();
        case "set_callback_token" -> sign(in);
        default -> throw new IllegalArgumentException(command);
      };
    } catch (Refused refused) {
      return Answer.refused(refused.code);
    }
  }

  /** What a client is answered that enters; 0 when it is in. */
  int enter(String user, String roomId) {
    ModelRoom there = roomOf(user);
    if (there != null) {
      return there.id().equals(roomId) ? 0 : -2108;
    }
    ModelRoom room = rooms.get(roomId);
    if (room == null) {
      return -2100;
    }
    if (room.isBanned(user)) {
      return -1003;
    }
    return room.enter(user) ? 0 : -2111;
  }

  /** Whether a client that leaves is let go; null when it is nowhere. */
  @Nullable Boolean exit(String user) {
    ModelRoom room = roomOf(user);
    if (room == null) {
      return null;
    }
    if (room.isOwner(user)) {
      return false;
    }
    room.leave(user);
    return true;
  }

  /** A user that logs in has an account from then on. */
  void logIn(String user) {
    accounts.add(user);
  }

  private @Nullable ModelRoom roomOf(String user) {
    return rooms.values().stream().filter(room -> room.has(user)).findFirst().orElse(null);
  }

  private Answer inRoom(Reading in, Function<ModelRoom, Answer> what) {
    String id = in.room();
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    ModelRoom room = rooms.get(id);
    return room == null ? Answer.refused(100004) : what.apply(room);
  }

  private Answer create(Reading in) {
    Reading info = in.object("RoomInfo");
    String id = info.room();
    info.choice("RoomType", true, Set.of("Conference", "Meeting")::contains);
    String owner = info.accountOrNull("Owner_Account");
    Integer seats = info.numberOrNull("MaxSeatCount", 1, Integer.MAX_VALUE);
    Boolean hasSeats = info.flag("IsSeatEnabled");
    in.accountsIfAny("ScheduleInviteeList_Account", 300);
    Long start = info.time("ScheduleStartTime");
    Long end = info.time("ScheduleEndTime");
    long from = start == null ? Instant.now().getEpochSecond() : start;
    long to = end == null ? from + 3600 : end;
    info.check(to - from >= 300 && to - from <= 24 * 3600);
    ObjectNode settings = settings(info);
    if (seats != null && seats > MOST_SEATS) {
      in.refuse(100007);
    }
    if (settings.path("MaxMemberCount").asInt() > MOST_MEMBERS) {
      in.refuse(100007);
    }
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    String ownerId = owner == null ? administrator : owner;
    ModelRoom taken = rooms.get(id);
    if (taken != null) {
      return Answer.refused(taken.isOwner(ownerId) ? 100010 : 100003);
    }
    refuseIf(owner != null && !accounts.contains(owner), 100002);
    ModelRoom room =
        new ModelRoom(
            id,
            ownerId,
            Boolean.TRUE.equals(hasSeats),
            seats == null ? 20 : seats,
            MOST_MEMBERS,
            from,
            to);
    room.change(settings);
    rooms.put(id, room);
    return Answer.done();
  }

  private Answer destroy(ModelRoom room) {
    rooms.remove(room.id());
    return Answer.done();
  }

  private Answer update(Reading info) {
    ObjectNode settings = settings(info);
    return inRoom(
        info,
        room -> {
          refuseIf(settings.path("MaxMemberCount").asInt() > MOST_MEMBERS, 100007);
          room.change(settings);
          return Answer.done();
        });
  }

  private static ObjectNode settings(Reading info) {
    ObjectNode settings = Json.object();
    put(settings, "RoomName", info.textOrNull("RoomName", 100));
    put(settings, "CustomInfo", info.textOrNull("CustomInfo", 500));
    put(
        settings,
        "TakeSeatMode",
        info.choice("TakeSeatMode", false, Set.of("FreeToTake", "ApplyToTake")::contains));
    Integer most = info.numberOrNull("MaxMemberCount", 1, Integer.MAX_VALUE);
    if (most != null) {
      settings.put("MaxMemberCount", most);
    }
    for (String device : List.of("Video", "Audio", "Message", "ScreenSharing", "CloudRecording")) {
      Boolean disabled = info.flag("Is" + device + "Disabled");
      if (disabled != null) {
        settings.put("Is" + device + "Disabled", disabled);
      }
    }
    return settings;
  }

  private static void put(ObjectNode settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  private Answer listMembers(Reading in) {
    Integer count = in.numberOrNull("Count", 1, 1000);
    long after = in.place("Next", false);
    return inRoom(in, room -> Answer.with(room.memberList(after, count == null ? 50 : count)));
  }

  private Answer updateMember(Reading in) {
    Reading info = in.object("MemberInfo");
    String user = info.account("Member_Account");
    String card = info.textOrNull("NameCard", 32);
    String role =
        info.choice("Role", false, Set.of("Owner", "RoomOwner", "Admin", "Member")::contains);
    String custom = info.textOrNull("CustomInfo", 60);
    return inRoom(
        in,
        room -> {
          room.describe(user, card, role, custom);
          return Answer.done();
        });
  }

  private Answer handOver(Reading in) {
    String from = in.account("From_Account");
    String to = in.account("NewOwner_Account");
    return inRoom(
        in,
        room -> {
          room.handOver(from, to);
          return Answer.done();
        });
  }

  private record Marked(String user, Set<Integer> marks) {}

  private Answer mark(Reading in) {
    long command = in.place("CommandType", true);
    in.check(command == 1 || command == 2);
    List<Marked> marked =
        in.objects("MemberList", 10).stream()
            .map(
                each ->
                    new Marked(
                        each.account("Member_Account"), new TreeSet<>(each.numbers("Marks"))))
            .toList();
    for (Marked each : marked) {
      in.check(!each.marks().isEmpty() && each.marks().stream().allMatch(mark -> mark >= 1000));
      if (command == 1 && each.marks().size() > 3) {
        in.refuse(100009);
      }
    }
    return inRoom(
        in,
        room -> {
          marked.forEach(each -> room.checkMember(each.user()));
          if (command == 1) {
            Set<Integer> all = new TreeSet<>(room.marks());
            marked.forEach(each -> all.addAll(each.marks()));
            refuseIf(all.size() > 10, 100009);
          }
          marked.forEach(each -> room.mark(each.user(), each.marks(), command == 1));
          return Answer.done();
        });
  }

  private Answer ban(Reading in) {
    List<String> users = in.accounts("MemberList_Account", 20);
    in.text("Reason", 1000);
    long until = Instant.now().getEpochSecond() + in.number("Duration", 1, Integer.MAX_VALUE);
    return inRoom(
        in,
        room -> {
          users.stream().filter(user -> !room.isBanned(user)).forEach(room::checkMember);
          users.forEach(user -> room.ban(user, until));
          return Answer.done();
        });
  }

  private Answer unban(Reading in) {
    List<String> users = in.accounts("MemberList_Account", 20);
    return inRoom(
        in,
        room -> {
          users.forEach(room::unban);
          return Answer.done();
        });
  }

  private Answer listBanned(Reading in) {
    Integer limit = in.numberOrNull("Limit", 1, 100);
    long after = in.place(in.has("Offset") ? "Offset" : "Next", true);
    return inRoom(in, room -> Answer.with(room.bannedList(after, limit == null ? 100 : limit)));
  }

  private Answer kick(Reading in) {
    List<String> users = in.accounts("MemberList_Account", 20);
    in.text("Reason", 1000);
    return inRoom(
        in,
        room -> {
          users.forEach(room::checkMember);
          users.stream().distinct().forEach(room::leave);
          return Answer.done();
        });
  }

  private Answer pick(Reading in) {
    String user = in.account("Member_Account");
    int index = in.number("Index", Integer.MIN_VALUE, Integer.MAX_VALUE);
    return inRoom(
        in,
        room -> {
          room.sit(user, index);
          return Answer.done();
        });
  }

  private Answer takeOff(Reading in) {
    String user = in.account("Member_Account");
    in.text("Data", 1000);
    return inRoom(
        in,
        room -> {
          room.stand(user);
          return Answer.done();
        });
  }

  private Answer lock(Reading in) {
    int index = in.number("Index", Integer.MIN_VALUE, Integer.MAX_VALUE);
    Boolean taken = in.flag("ForbidTaken");
    Boolean video = in.flag("ForbidVideo");
    Boolean audio = in.flag("ForbidAudio");
    return inRoom(
        in,
        room -> {
          room.lock(index, taken, video, audio);
          return Answer.done();
        });
  }

  private Answer importAccount(Reading in) {
    String user = in.account("UserID");
    in.textOrNull("Nick", 500);
    in.textOrNull("FaceUrl", 1000);
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    accounts.add(user);
    return Answer.done();
  }

  private Answer checkAccounts(Reading in) {
    List<String> users =
        in.objects("CheckItem", 100).stream().map(item -> item.account("UserID")).toList();
    ObjectNode fields = Json.object();
    ArrayNode results = fields.putArray("ResultItem");
    users.forEach(
        user ->
            results
                .addObject()
                .put("UserID", user)
                .put("ResultCode", 0)
                .put("ResultInfo", "")
                .put("AccountStatus", accounts.contains(user) ? "Imported" : "NotImported"));
    return in.wrong().isEmpty() ? Answer.with(fields) : new Answer(in.wrong(), Json.object());
  }

  private Answer deleteAccounts(Reading in) {
    List<String> users =
        in.objects("DeleteItem", 100).stream().map(item -> item.account("UserID")).toList();
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    ObjectNode fields = Json.object();
    ArrayNode results = fields.putArray("ResultItem");
    for (String user : users) {
      boolean known = accounts.remove(user);
      ModelRoom room = roomOf(user);
      if (known && room != null) {
        room.leave(user);
      }
      results
          .addObject()
          .put("UserID", user)
          .put("ResultCode", known ? 0 : 70107)
          .put("ResultInfo", known ? "" : "There is no such account.");
    }
    return Answer.with(fields);
  }

  private Answer setCallback(Reading in, boolean again) {
    String url = in.text("Url", 2048);
    in.check(url.startsWith("http://"));
    List<String> commands = in.choices("CallbackCommandList", CALLBACKS);
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    refuseIf(again && callback == null, 100301);
    refuseIf(!again && callback != null, 100300);
    ObjectNode set = Json.object().put("Url", url);
    new LinkedHashSet<>(commands).forEach(set.putArray("CallbackCommandList")::add);
    callback = set;
    return Answer.done();
  }

  private Answer getCallback() {
    return callback == null
        ? Answer.refused(100301)
        : Answer.with(Objects.requireNonNull(callback).deepCopy());
  }

  private Answer deleteCallback() {
    callback = null;
    return Answer.done();
  }

  private Answer sign(Reading in) {
    if (Boolean.FALSE.equals(in.flag("IsTokenEnable"))) {
      refuseIf(callback == null, 100302);
      return Answer.done();
    }
    String token = in.text("Token", 128);
    in.check(!token.isEmpty());
    if (!in.wrong().isEmpty()) {
      return new Answer(in.wrong(), Json.object());
    }
    refuseIf(callback == null, 100302);
    return Answer.done();
  }
}
