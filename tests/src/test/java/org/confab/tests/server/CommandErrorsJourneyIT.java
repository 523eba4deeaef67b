package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.confab.tests.protocol.RestDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the description of a command says that it is refused with, it is refused with. That it is
 * refused with nothing else is looked at wherever an {@link Administrator} calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandErrorsJourneyIT {
  /** A fault of the server, and a field that is wrong, of which some commands have none. */
  private static final Set<Integer> OF_ALL = Set.of(100001, 100002);

  /** Service, command, code and body; what is answered 0 prepares for what follows. */
  private static final String CAUSES =
      """
      room_engine_http_srv create_room 100003 {"RoomInfo":{"RoomId":"stage","RoomType":"Conference"}}
      room_engine_http_srv create_room 100010 {"RoomInfo":{"RoomId":"stage","RoomType":"Conference","Owner_Account":"e-host"}}
      room_engine_http_srv create_room 100007 {"RoomInfo":{"RoomId":"new","RoomType":"Conference","MaxMemberCount":10001}}
      room_engine_http_srv update_room_info 100007 {"RoomInfo":{"RoomId":"stage","MaxMemberCount":10001}}
      room_engine_http_srv update_room_member_info 100005 {"RoomId":"stage","MemberInfo":{"Member_Account":"e-nobody"}}
      room_engine_http_srv update_room_member_info 100006 {"RoomId":"stage","MemberInfo":{"Member_Account":"e-host","Role":"Member"}}
      room_engine_http_srv change_room_owner 100005 {"RoomId":"stage","From_Account":"e-host","NewOwner_Account":"e-nobody"}
      room_engine_http_srv mark_room_member 100005 {"RoomId":"stage","CommandType":1,"MemberList":[{"Member_Account":"e-nobody","Marks":[1000]}]}
      room_engine_http_srv mark_room_member 100009 {"RoomId":"stage","CommandType":1,"MemberList":[{"Member_Account":"e-host","Marks":[1000,1001,1002,1003]}]}
      room_engine_http_srv ban_room_member 100005 {"RoomId":"stage","MemberList_Account":["e-nobody"],"Reason":"","Duration":1}
      room_engine_http_srv kick_user_out 100005 {"RoomId":"stage","MemberList_Account":["e-nobody"],"Reason":""}
      room_engine_http_mic lock_seat 0 {"RoomId":"stage","Index":0,"ForbidTaken":true}
      room_engine_http_mic pick_user_on_seat 0 {"RoomId":"stage","Member_Account":"e-host","Index":1}
      room_engine_http_mic pick_user_on_seat 100005 {"RoomId":"stage","Member_Account":"e-nobody","Index":2}
      room_engine_http_mic pick_user_on_seat 100200 {"RoomId":"stage","Member_Account":"e-guest","Index":0}
      room_engine_http_mic pick_user_on_seat 100202 {"RoomId":"stage","Member_Account":"e-other","Index":2}
      room_engine_http_mic pick_user_on_seat 100203 {"RoomId":"stage","Member_Account":"e-host","Index":2}
      room_engine_http_mic lock_seat 0 {"RoomId":"stage","Index":2,"ForbidTaken":true}
      room_engine_http_mic pick_user_on_seat 100205 {"RoomId":"stage","Member_Account":"e-guest","Index":-1}
      room_engine_http_mic pick_user_on_seat 100210 {"RoomId":"stage","Member_Account":"e-guest","Index":1}
      room_engine_http_mic pick_user_on_seat 100211 {"RoomId":"flat","Member_Account":"e-guest","Index":0}
      room_engine_http_mic lock_seat 100211 {"RoomId":"flat","Index":0}
      room_config get_callback 100301 {}
      room_config update_callback 100301 {"Url":"http://localhost:1","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
      room_config set_callback_token 100302 {"Token":"x"}
      room_config set_callback 0 {"Url":"http://localhost:1","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
      room_config set_callback 100300 {"Url":"http://localhost:1","CallbackCommandList":["Room.CallbackAfterCreateRoom"]}
      room_config delete_callback 0 {}
      """;

  /** The same, of a room that there is not. */
  private static final String NOWHERE =
      """
      room_engine_http_srv destroy_room 100004 {"RoomId":"nowhere"}
      room_engine_http_srv update_room_info 100004 {"RoomInfo":{"RoomId":"nowhere"}}
      room_engine_http_srv get_room_info 100004 {"RoomId":"nowhere"}
      room_engine_http_srv get_room_member_list 100004 {"RoomId":"nowhere"}
      room_engine_http_srv update_room_member_info 100004 {"RoomId":"nowhere","MemberInfo":{"Member_Account":"e-host"}}
      room_engine_http_srv change_room_owner 100004 {"RoomId":"nowhere","From_Account":"e-host","NewOwner_Account":"e-guest"}
      room_engine_http_srv mark_room_member 100004 {"RoomId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"e-host","Marks":[1000]}]}
      room_engine_http_srv ban_room_member 100004 {"RoomId":"nowhere","MemberList_Account":["e-host"],"Reason":"","Duration":1}
      room_engine_http_srv unban_room_member 100004 {"RoomId":"nowhere","MemberList_Account":["e-host"]}
      room_engine_http_srv get_banned_member_list 100004 {"RoomId":"nowhere"}
      room_engine_http_srv kick_user_out 100004 {"RoomId":"nowhere","MemberList_Account":["e-host"],"Reason":""}
      room_engine_http_mic get_seat_list 100004 {"RoomId":"nowhere"}
      room_engine_http_mic pick_user_on_seat 100004 {"RoomId":"nowhere","Member_Account":"e-host","Index":0}
      room_engine_http_mic kick_user_off_seat 100004 {"RoomId":"nowhere","Member_Account":"e-host","Data":""}
      room_engine_http_mic lock_seat 100004 {"RoomId":"nowhere","Index":0}
      """;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  /** The errors that each command is said to have are answered, each for its cause. */
  @Test
  void everyErrorOfEachCommandIsAnswered() {
    SignalClient host = SignalClient.of(server, administrator.keys(), "e-host");
    SignalClient guest = SignalClient.of(server, administrator.keys(), "e-guest");
    SignalClient other = SignalClient.of(server, administrator.keys(), "e-other");
    host.result(
        "createRoom",
        Json.object()
            .put("roomId", "stage")
            .put("isSeatEnabled", true)
            .put("seatMode", 2)
            .put("maxSeatCount", 3));
    for (SignalClient member : List.of(host, guest, other)) {
      member.enter("stage");
    }
    other.result("takeSeat", Json.object().put("seatIndex", 2));
    administrator.createRoom("flat");
    Map<String, Set<Integer>> answered = new TreeMap<>();
    Awaitility.await("an id is used twice within a second")
        .pollDelay(Duration.ZERO)
        .until(this::oneIdIsUsedTwice);
    answered.put("/v4/room_engine_http_srv/create_room", new TreeSet<>(Set.of(100012)));
    for (String line : (CAUSES + NOWHERE).lines().toList()) {
      String[] words = line.split(" ", 4);
      JsonNode answer = administrator.call(words[0], words[1], words[3]);
      assertThat(answer.path("ErrorCode").asText()).as("%s: %s", line, answer).isEqualTo(words[2]);
      answered
          .computeIfAbsent("/v4/" + words[0] + "/" + words[1], path -> new TreeSet<>())
          .add(Integer.valueOf(words[2]));
    }
    SoftAssertions all = new SoftAssertions();
    RestDocument.errors()
        .forEach(
            (path, codes) -> {
              Set<Integer> caused = new TreeSet<>(answered.getOrDefault(path, Set.of()));
              caused.remove(0);
              caused.addAll(OF_ALL);
              all.assertThat(codes).as(path).isEqualTo(caused);
            });
    all.assertAll();
    for (SignalClient client : List.of(host, guest, other)) {
      client.close();
    }
  }

  /** Whether it is quick enough to be refused. */
  private boolean oneIdIsUsedTwice() {
    String room = "{\"RoomInfo\":{\"RoomId\":\"brief\",\"RoomType\":\"Conference\"}}";
    administrator.rooms("create_room", room);
    administrator.rooms("destroy_room", "{\"RoomId\":\"brief\"}");
    return administrator.rooms("create_room", room).path("ErrorCode").asInt() == 100012;
  }
}
