package org.confab.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.confab.tests.kit.Keys;

/**
 * The commands of the server REST API as they are put under load, on rooms of {@link RestDatabase}.
 * What is done is undone by the next command of the same cycle, so that each finds what it needs.
 */
final class RestCommands {
  private static final String ROOMS = "room_engine_http_srv";
  private static final String SEATS = "room_engine_http_mic";
  private static final String CONFIG = "room_config";
  private static final String ACCOUNTS = "im_open_login_svc";

  /** Rooms that commands work on; few meet in one. */
  private static final int BUSY_ROOMS = 1000;

  /** Members of a room who do not own it. */
  private static final int ORDINARY = RestDatabase.MEMBERS - 1;

  private final Keys keys;
  private final AtomicLong fresh = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private final Map<String, String> paths = new ConcurrentHashMap<>();

  RestCommands(Keys keys) {
    this.keys = keys;
  }

  /** Commands that one caller gives after another. */
  record Cycle(String name, LongFunction<List<HttpLoad.Post>> posts) {}

  List<Cycle> all() {
    return List.of(
        one("create_room", n -> room("create_room", "new-" + fresh.incrementAndGet())),
        one("get_room_info", n -> of(ROOMS, "get_room_info", "{\"RoomId\":\"r%1$d\"}", n)),
        one(
            "get_room_member_list",
            n -> of(ROOMS, "get_room_member_list", "{\"RoomId\":\"r%1$d\"}", n)),
        one("get_seat_list", n -> of(SEATS, "get_seat_list", "{\"RoomId\":\"r%1$d\"}", n)),
        one(
            "get_banned_member_list",
            n -> of(ROOMS, "get_banned_member_list", "{\"RoomId\":\"r%1$d\",\"Limit\":20}", n)),
        one("get_callback", n -> of(CONFIG, "get_callback", "{}", n)),
        one(
            "account_check",
            n -> of(ACCOUNTS, "account_check", "{\"CheckItem\":[{\"UserID\":\"u%1$d-1\"}]}", n)),
        one(
            "update_room_info",
            n ->
                of(
                    ROOMS,
                    "update_room_info",
                    "{\"RoomInfo\":{\"RoomId\":\"r%1$d\",\"RoomName\":\"Room %2$d\"}}",
                    n)),
        one(
            "update_room_member_info",
            n ->
                of(
                    ROOMS,
                    "update_room_member_info",
                    "{\"RoomId\":\"r%1$d\",\"MemberInfo\":{\"Member_Account\":\"u%1$d-1\","
                        + "\"NameCard\":\"Card %2$d\"}}",
                    n)),
        one(
            "kick_user_out",
            n -> post(ROOMS, "kick_user_out", "{" + another() + ",\"Reason\":\"over\"}")),
        new Cycle(
            "create_room, destroy_room",
            n -> {
              String id = "brief-" + fresh.incrementAndGet();
              return List.of(
                  room("create_room", id),
                  post(ROOMS, "destroy_room", "{\"RoomId\":\"" + id + "\"}"));
            }),
        new Cycle(
            "change_room_owner there, back",
            n ->
                List.of(
                    of(ROOMS, "change_room_owner", owner(0, 1), n),
                    of(ROOMS, "change_room_owner", owner(1, 0), n))),
        new Cycle(
            "mark_room_member set, delete",
            n ->
                List.of(
                    of(ROOMS, "mark_room_member", marks(1), n),
                    of(ROOMS, "mark_room_member", marks(2), n))),
        new Cycle(
            "ban_room_member, unban_room_member",
            n -> {
              String whom = another();
              return List.of(
                  post(
                      ROOMS,
                      "ban_room_member",
                      "{" + whom + ",\"Reason\":\"noise\",\"Duration\":60}"),
                  post(ROOMS, "unban_room_member", "{" + whom + "}"));
            }),
        new Cycle(
            "lock_seat, open it",
            n ->
                List.of(
                    of(SEATS, "lock_seat", lock(true), n), of(SEATS, "lock_seat", lock(false), n))),
        new Cycle(
            "pick_user_on_seat, kick_user_off_seat",
            n ->
                List.of(
                    of(
                        SEATS,
                        "pick_user_on_seat",
                        "{\"RoomId\":\"r%1$d\",\"Member_Account\":\"u%1$d-2\",\"Index\":-1}",
                        n),
                    of(
                        SEATS,
                        "kick_user_off_seat",
                        "{\"RoomId\":\"r%1$d\",\"Member_Account\":\"u%1$d-2\",\"Data\":\"bye\"}",
                        n))),
        new Cycle(
            "account_import, account_delete",
            n -> {
              String id = "account-" + fresh.incrementAndGet();
              return List.of(
                  post(ACCOUNTS, "account_import", "{\"UserID\":\"" + id + "\"}"),
                  post(
                      ACCOUNTS,
                      "account_delete",
                      "{\"DeleteItem\":[{\"UserID\":\"" + id + "\"}]}"));
            }),
        one(
            "update_callback",
            n ->
                of(
                    CONFIG,
                    "update_callback",
                    "{\"Url\":\"http://127.0.0.1:9/%2$d\","
                        + "\"CallbackCommandList\":[\"Room.CallbackAfterMemberEnter\"]}",
                    n)));
  }

  /** Goes before the first cycle; no command causes the callback. */
  HttpLoad.Post callback() {
    return post(
        CONFIG,
        "set_callback",
        "{\"Url\":\"http://127.0.0.1:9/\","
            + "\"CallbackCommandList\":[\"Room.CallbackAfterMemberEnter\"]}");
  }

  private static Cycle one(String name, LongFunction<HttpLoad.Post> post) {
    return new Cycle(name, n -> List.of(post.apply(n)));
  }

  /** One who was in no cycle before, with the room. */
  private String another() {
    long number = removed.getAndIncrement();
    long room = BUSY_ROOMS + number / ORDINARY;
    long place = 1 + number % ORDINARY;
    return "\"RoomId\":\"r%1$d\",\"MemberList_Account\":[\"u%1$d-%2$d\"]".formatted(room, place);
  }

  private HttpLoad.Post room(String command, String id) {
    return post(
        ROOMS, command, "{\"RoomInfo\":{\"RoomId\":\"" + id + "\",\"RoomType\":\"Conference\"}}");
  }

  private static String owner(int from, int to) {
    return "{\"RoomId\":\"r%1$d\",\"From_Account\":\"u%1$d-"
        + from
        + "\",\"NewOwner_Account\":\"u%1$d-"
        + to
        + "\"}";
  }

  private static String marks(int command) {
    return "{\"RoomId\":\"r%1$d\",\"CommandType\":"
        + command
        + ",\"MemberList\":[{\"Member_Account\":\"u%1$d-3\",\"Marks\":[1000]}]}";
  }

  private static String lock(boolean taken) {
    return "{\"RoomId\":\"r%1$d\",\"Index\":5,\"ForbidTaken\":" + taken + "}";
  }

  /** The body names one of the busy rooms (%1$d) and the cycle (%2$d). */
  private HttpLoad.Post of(String service, String command, String body, long n) {
    return post(service, command, body.formatted(n % BUSY_ROOMS, n));
  }

  private HttpLoad.Post post(String service, String command, String body) {
    String path = paths.computeIfAbsent(command, name -> keys.command(service, name));
    return new HttpLoad.Post(path, body);
  }
}
