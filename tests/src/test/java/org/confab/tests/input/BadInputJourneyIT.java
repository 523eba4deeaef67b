package org.confab.tests.input;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can be wrong with a request is answered with its code and a sentence, changes
 * nothing, and leaves one line in the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputJourneyIT {
  /** Calls a second of one command, and of all; few, so that both limits are reached. */
  private static final int RATE = 50;

  private static final int RATE_OF_ALL = 2 * RATE;
  private static final Set<Integer> TOO_OFTEN = Set.of(60007, 60011);

  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA",
              "mesh",
              "CONFAB_RATE_PER_COMMAND",
              Integer.toString(RATE),
              "CONFAB_RATE_PER_APPLICATION",
              Integer.toString(RATE_OF_ALL)));
  private final Administrator administrator = new Administrator(server);
  private final List<String> refusedRequests = new ArrayList<>();
  private int asked;
  private final SignalClient ann;
  private final SignalClient bob;

  BadInputJourneyIT() {
    administrator.importAccounts("ann", "bob", "cai");
    good(
        "room_engine_http_srv",
        "create_room",
        "{\"RoomInfo\":{\"RoomId\":\"bad\",\"RoomType\":\"Conference\",\"Owner_Account\":\"ann\",\"IsSeatEnabled\":true,\"MaxSeatCount\":2}}");
    administrator.createRoom("flat");
    ann = SignalClient.of(server, administrator.keys(), "ann");
    ann.enter("bad");
    bob = SignalClient.of(server, administrator.keys(), "bob");
    bob.enter("bad");
  }

  /** What all of the bad input came to. */
  @AfterAll
  void nothingWasStoredAndEachRefusalHasALineOfTheLog() throws IOException {
    try {
      JsonNode room = good("room_engine_http_srv", "get_room_info", "{\"RoomId\":\"bad\"}");
      assertThat(room.at("/RoomInfo/MemberCount").asInt()).isEqualTo(2);
      assertThat(room.at("/RoomInfo/RoomName").asText()).isEqualTo("bad");
      assertThat(room.at("/RoomInfo/CustomInfo").asText()).isEmpty();
      JsonNode members =
          good("room_engine_http_srv", "get_room_member_list", "{\"RoomId\":\"bad\"}");
      assertThat(members.path("MemberList"))
          .extracting(Json::write)
          .containsExactly(
              "{\"Member_Account\":\"ann\",\"NameCard\":\"\",\"Role\":\"Owner\",\"Marks\":[],\"CustomInfo\":\"\"}",
              "{\"Member_Account\":\"bob\",\"NameCard\":\"\",\"Role\":\"Member\",\"Marks\":[],\"CustomInfo\":\"\"}");
      assertThat(
              good("room_engine_http_mic", "get_seat_list", "{\"RoomId\":\"bad\"}")
                  .path("SeatList"))
          .allSatisfy(seat -> assertThat(seat.has("Member_Account")).isFalse())
          .hasSize(2);
      assertThat(
              good("room_engine_http_srv", "get_banned_member_list", "{\"RoomId\":\"bad\"}")
                  .path("BannedAccountList"))
          .isEmpty();
      refused(100004, "room_engine_http_srv", "get_room_info", "{\"RoomId\":\"fresh\"}");
      refused(100301, "room_config", "get_callback", "{}");

      List<String> log = Files.readAllLines(server.log());
      String whole = String.join("\n", log);
      assertThat(log)
          .as("stack traces")
          .filteredOn(line -> line.matches("\\s+at [\\w.$/]+\\(.*|.*Exception.*"))
          .isEmpty();
      assertThat(whole).doesNotContain(administrator.keys().secretKey()).doesNotContain("usersig=");
      assertThat(whole).as("lines of what came too often").doesNotContain("TOO_OFTEN");
      for (String id : refusedRequests) {
        assertThat(log)
            .as("lines of %s", id)
            .filteredOn(line -> line.contains(id + " "))
            .hasSize(1);
      }
    } finally {
      ann.close();
      bob.close();
      server.close();
    }
  }

  static Stream<Spoiled> spoiled() {
    return Spoiled.all();
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void aFieldThatIsWrongIsNamed(Spoiled spoiled) {
    JsonNode answer = refused(spoiled.code(), spoiled.service(), spoiled.command(), spoiled.body());
    assertThat(answer.path("ErrorInfo").asText()).contains(spoiled.named());
  }

  /** One of the common codes, and a request that it answers. */
  private record Common(int code, String named, Request request) {}

  /** The common codes (spec 19768–19800) that a server of one's own has a use for. */
  Stream<Common> common() {
    Keys keys = administrator.keys();
    Request good =
        Request.post(keys.command("room_engine_http_srv", "get_room_info"), "{\"RoomId\":\"bad\"}");
    Request create = good.to("get_room_info", "create_room");
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    return Stream.of(
        new Common(60002, "random", good.to("random=1", "random=-1")),
        new Common(60002, "random", good.to("random=1", "random=4294967296")),
        new Common(60002, "random", good.to("random=1", "random=x")),
        new Common(60002, "contenttype", good.to("contenttype=json", "contenttype=xml")),
        new Common(60003, "empty", good.with("")),
        new Common(60003, "object", good.with("null")),
        new Common(60003, "object", good.with("[]")),
        new Common(60003, "object", good.with("\"{}\"")),
        new Common(60003, "JSON", good.with("{")),
        new Common(60003, "JSON", good.with("{\"RoomId\":\"bad\"}}")),
        new Common(60003, "JSON", good.with("{\"RoomId\":\"bad\",}")),
        new Common(60003, "JSON", good.with("{'RoomId':'bad'}")),
        new Common(60003, "JSON", good.with("{\"RoomId\":\"bad\"/**/}")),
        new Common(60003, "JSON", good.with("{\"RoomId\":NaN}")),
        new Common(60003, "JSON", good.with("{\"RoomId\":\"bad\nroom\"}")),
        new Common(60003, "long", good.with("{\"RoomId\":" + "9".repeat(5000) + "}")),
        new Common(60003, "deeper", good.with("{\"RoomId\":" + deep + "}")),
        new Common(60003, "RoomId", good.with("{\"RoomId\":\"bad\",\"RoomId\":\"bad\"}")),
        new Common(60003, "UTF-8", good.with(room(0xff))),
        new Common(60003, "UTF-8", good.with(room(0xc0, 0xaf))),
        new Common(60003, "UTF-8", good.with(room(0xed, 0xa0, 0x80))),
        new Common(60003, "JSON", good.with("{\"RoomId\":\"bad\"}".getBytes(UTF_16LE))),
        new Common(
            60003,
            "empty",
            good.to("room_engine_http_srv/get_room_info", "room_config/get_callback").with("")),
        new Common(
            60003,
            "empty",
            good.to("room_engine_http_srv/get_room_info", "room_config/delete_callback").with("")),
        new Common(60004, "identifier", good.to("identifier=[^&]*", "identifier=")),
        new Common(60004, "usersig", good.to("usersig=[^&]*&", "")),
        new Common(60005, "UserSig", good.to("usersig=[^&]*", "usersig=garbage")),
        new Common(60005, "UserSig", good.to("identifier=[^&]*", "identifier=ann")),
        new Common(
            60005,
            "expired",
            good.to("usersig=[^&]*", "usersig=" + url(keys.userSig(keys.admin(), 5)))),
        new Common(60006, "application", good.to("sdkappid=\\d+", "sdkappid=1")),
        new Common(60006, "application", good.to("sdkappid=\\d+", "sdkappid=-1")),
        new Common(60007, "second", good.to("sdkappid=\\d+", "sdkappid=2")),
        new Common(60008, "POST", good.by("GET")),
        new Common(60008, "POST", good.by("PUT")),
        new Common(60008, "POST", good.by("DELETE")),
        new Common(60008, "POST", good.by("OPTIONS")),
        new Common(60008, "Content-Type", good.typed("text/xml")),
        new Common(60008, "Content-Type", good.typed("multipart/form-data; boundary=x")),
        new Common(60008, "Content-Type", good.typed("application/octet-stream")),
        new Common(60008, "utf-8", good.typed("application/json; charset=GBK")),
        new Common(60008, "Content-Type", good.typed("nonsense")),
        new Common(60008, "bytes", good.with("{\"RoomId\":\"" + "x".repeat(10_000_000) + "\"}")),
        new Common(
            60005,
            "UserSig",
            good.with("{\"RoomId\":\"" + "x".repeat(10_000_000) + "\"}")
                .to("usersig=[^&]*", "usersig=garbage")),
        new Common(60009, "command", good.to("get_room_info", "no_such_command")),
        new Common(60009, "command", good.to("room_engine_http_srv", "no_such_service")),
        new Common(60009, "command", good.to("get_room_info", "Get_Room_Info")),
        new Common(60009, "command", good.to("/room_engine_http_srv/get_room_info", "/")),
        new Common(60009, "command", good.to("/v4/", "/v5/")),
        new Common(60009, "command", good.to("/v4/", "/v5/").by("GET")),
        new Common(60009, "command", good.to("/v4/[^?]*", "/v3")),
        new Common(60009, "command", good.to("/v4/", "/")),
        new Common(60009, "command", good.to("/v4/[^?]*", "/no/such/address").by("PUT")),
        new Common(60009, "command", good.to("/v4/[^?]*", "/index.html")),
        new Common(
            60010,
            "administrator",
            good.to("identifier=[^&]*", "identifier=ann")
                .to("usersig=[^&]*", "usersig=" + url(keys.userSig("ann")))),
        new Common(60011, "commands", good.to("sdkappid=\\d+", "sdkappid=3")),
        new Common(60012, "sdkappid", good.to("sdkappid=\\d+&", "")),
        new Common(60012, "sdkappid", good.to("sdkappid=\\d+", "sdkappid=x")),
        new Common(60012, "sdkappid", good.to("sdkappid=\\d+", "sdkappid=99999999999999999999")),
        new Common(
            60015,
            "Owner_Account",
            create.with(
                "{\"RoomInfo\":{\"RoomId\":\"fresh\",\"RoomType\":\"Conference\",\"Owner_Account\":7}}")),
        new Common(
            60015,
            "MemberList_Account",
            good.to("get_room_info", "kick_user_out")
                .with("{\"RoomId\":\"bad\",\"MemberList_Account\":[7],\"Reason\":\"x\"}")));
  }

  @ParameterizedTest
  @MethodSource("common")
  void whatIsWrongWithTheRequestItselfHasACommonCode(Common common) {
    JsonNode answer =
        switch (common.code()) {
          case 60007 -> until(60007, List.of(common.request()));
          case 60011 -> until(60011, ofManyCommands(common.request()));
          default -> patiently(common.request());
        };
    refused(common.code(), answer);
    assertThat(answer.path("ErrorInfo").asText()).contains(common.named());
  }

  private static List<Request> ofManyCommands(Request request) {
    return Stream.of("create_room", "destroy_room", "get_room_info", "update_room_info")
        .map(command -> request.to("get_room_info", command))
        .toList();
  }

  /** The URL says that it is JSON; these are what programs say that were told nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json; charset=UTF-8",
        "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded"
      })
  void aBodyIsReadWhateverAProgramCallsItByDefault(String type) {
    Request request =
        Request.post(
            administrator.keys().command("room_engine_http_srv", "get_room_info"),
            "\ufeff{\"RoomId\":\"flat\",\"Unknown\":[1,{\"x\":null}]}");
    assertThat(patiently(request.typed(type)).at("/Response/RoomInfo/RoomId").asText())
        .isEqualTo("flat");
  }

  /** Who looks for a page that there is not is a browser. */
  @ParameterizedTest
  @ValueSource(strings = {"/no/such/page", "/v4.html", "/assets/none.js"})
  void aPageThatThereIsNotIsNotFound(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(address)).build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(404);
  }

  /** A limit counts a command however its URL is written; some servers take it for another. */
  @ParameterizedTest
  @ValueSource(strings = {"get_seat_list/", "get_seat_list;x=1", "%67et_seat_list"})
  void noSpellingOfTheUrlGetsRoundTheLimit(String spelling) {
    Request good =
        Request.post(administrator.keys().command("room_engine_http_mic", "get_seat_list"), "{}")
            .to("sdkappid=\\d+", "sdkappid=4");
    Request other = good.to("get_seat_list", spelling);
    assertThat(IntStream.range(0, RATE / 2))
        .as("answers right after the limit was reached")
        .anySatisfy(
            i -> {
              until(60007, List.of(good));
              assertThat(other.send(server.uri()).path("ErrorCode").asInt()).isIn(60007, 60009);
            });
  }

  @Test
  void whatJustFitsIsKept() {
    String id = "a/b\\c\"d'e?f#g%20h&i=j ~!@$^*()_+[]{}|;:,.<>01234".substring(0, 48);
    ObjectNode room =
        Json.object()
            .put("RoomId", id)
            .put("RoomName", "会".repeat(33) + "\n")
            .put("CustomInfo", "😀".repeat(125));
    ObjectNode created = room.deepCopy().put("RoomType", "Conference");
    good("room_engine_http_srv", "create_room", Json.write(Json.object().set("RoomInfo", created)));
    String named = Json.write(Json.object().put("RoomId", id));
    JsonNode kept = good("room_engine_http_srv", "get_room_info", named).path("RoomInfo");
    room.fieldNames()
        .forEachRemaining(field -> assertThat(kept.path(field)).isEqualTo(room.path(field)));

    SignalClient cai = SignalClient.of(server, administrator.keys(), "cai");
    cai.enter(id);
    ObjectNode member =
        Json.object()
            .put("Member_Account", "cai")
            .put("NameCard", "会".repeat(10) + "xy")
            .put("CustomInfo", "é".repeat(30));
    ObjectNode change = Json.object().put("RoomId", id);
    change.set("MemberInfo", member);
    good("room_engine_http_srv", "update_room_member_info", Json.write(change));
    JsonNode listed =
        good("room_engine_http_srv", "get_room_member_list", named).at("/MemberList/0");
    member
        .fieldNames()
        .forEachRemaining(field -> assertThat(listed.path(field)).isEqualTo(member.path(field)));
    ObjectNode kick = Json.object().put("RoomId", id).put("Reason", "x".repeat(997) + "会");
    kick.putArray("MemberList_Account").add("cai");
    good("room_engine_http_srv", "kick_user_out", Json.write(kick));
    assertThat(cai.hears("onKickedOutOfRoom").path("message")).isEqualTo(kick.path("Reason"));
    cai.close();
  }

  private static byte[] room(int... bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"RoomId\":\"".getBytes(UTF_8));
    for (int each : bytes) {
      body.write(each);
    }
    body.writeBytes("\"}".getBytes(UTF_8));
    return body.toByteArray();
  }

  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private JsonNode good(String service, String command, String body) {
    JsonNode answer = patiently(Request.post(administrator.keys().command(service, command), body));
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isZero();
    return answer.path("Response");
  }

  private JsonNode refused(int code, String service, String command, String body) {
    JsonNode answer = patiently(Request.post(administrator.keys().command(service, command), body));
    refused(code, answer);
    return answer;
  }

  private void refused(int code, JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("ActionStatus").asText()).isEqualTo("FAIL");
    assertThat(answer.path("ErrorInfo").asText())
        .endsWith(".")
        .hasSizeLessThan(300)
        .doesNotContainPattern("Exception|\\.java|org\\.|com\\.");
    if (!TOO_OFTEN.contains(code)) {
      refusedRequests.add(answer.path("RequestId").asText());
    }
  }

  /** As a program that waits when it has called too often. */
  private JsonNode patiently(Request request) {
    if (++asked % 100 == 0) {
      ann.result("heartbeat");
      bob.result("heartbeat");
    }
    return Awaitility.await("an answer that is not: too often")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> request.send(server.uri()),
            answer -> !TOO_OFTEN.contains(answer.path("ErrorCode").asInt()));
  }

  /** Sends some again and again. */
  private JsonNode until(int code, List<Request> requests) {
    JsonNode answer = MissingNode.getInstance();
    for (int i = 0; i < 5000 && answer.path("ErrorCode").asInt() != code; i++) {
      answer = requests.get(i % requests.size()).send(server.uri());
    }
    return answer;
  }
}
