package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.CallbackReceiver.Answer;
import org.confab.tests.kit.ExternalBroker;
import org.confab.tests.kit.ExternalDatabase;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What an operator looks at when something is away, or to see that nothing is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorJourneyIT {
  private static final Duration NOTICED = Duration.ofSeconds(60);

  /** Calls of one command a second. */
  private static final int RATE = 5;

  private static final int TOO_OFTEN = 60007;

  private final ExternalDatabase database = new ExternalDatabase();
  private final ExternalBroker broker = new ExternalBroker();
  private final CallbackReceiver receiver = CallbackReceiver.open();
  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA", "mesh",
              "CONFAB_RATE_PER_COMMAND", Integer.toString(RATE),
              "CONFAB_DB_URL", database.url(),
              "CONFAB_BROKER_URL", broker.uri().toString()));
  private final Administrator administrator = new Administrator(server);
  private int rooms;

  OperatorJourneyIT() throws IOException {}

  @AfterAll
  void stop() {
    server.close();
    broker.close();
    database.close();
    receiver.close();
  }

  @Test
  void aDatabaseThatIsAwayIsSaidUntilItIsBack() {
    createRoom("before");
    database.stop();
    awaitDown("database", "The database does not answer.");
    Awaitility.await("what only the database knows is left out of the figures")
        .atMost(NOTICED)
        .until(() -> !metrics().contains("confab_rooms"));
    assertThat(figure("confab_connections")).isNotNegative();
    assertThat(code("create_room", "{\"RoomInfo\":{\"RoomId\":\"x\",\"RoomType\":\"Conference\"}}"))
        .isEqualTo(100001);

    database.start();

    awaitReady();
    assertThat(code("get_room_info", "{\"RoomId\":\"before\"}")).isZero();
    createRoom("after");
  }

  /** Each command has a limit of its own, and who is beyond it is told so without the database. */
  @Test
  void whoCallsTooOftenIsToldSoAlsoWhileTheDatabaseIsAway() {
    List<String> commands =
        Pattern.compile("/v4/(\\w+/\\w+)")
            .matcher(get("/openapi").body())
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(commands).hasSizeGreaterThan(25);
    for (String action : List.of("DismissRoom", "RemoveUserByStrRoomId")) {
      Awaitility.await("a limit of " + action)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> cloudError(action).equals("RequestLimitExceeded"));
    }
    database.stop();
    try {
      awaitDown("database", "The database does not answer.");
      for (String command : commands) {
        String[] names = command.split("/", -1);
        String good = administrator.keys().command(names[0], names[1]);
        Awaitility.await("a limit of " + command)
            .pollDelay(Duration.ZERO)
            .atMost(NOTICED)
            .until(
                () -> {
                  exhaust(good.replaceAll("usersig=[^&]*&", ""));
                  return administrator.post(good, "{}").path("ErrorCode").asInt() == TOO_OFTEN;
                });
      }
    } finally {
      database.start();
    }
    awaitReady();
  }

  /** Calls until it is too often. */
  private void exhaust(String command) {
    int code = 0;
    for (int i = 0; i < 1000 && code != TOO_OFTEN; i++) {
      code = administrator.post(command, "{}").path("ErrorCode").asInt();
    }
  }

  /** What a call is refused with whose signature is wrong. */
  private String cloudError(String action) {
    Instant now = Instant.now();
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/"))
            .timeout(Duration.ofSeconds(30))
            .header("X-TC-Action", action)
            .header("X-TC-Version", "2019-07-22")
            .header("X-TC-Timestamp", Long.toString(now.getEpochSecond()))
            .header(
                "Authorization",
                "TC3-HMAC-SHA256 Credential=%s/%s/trtc/tc3_request, SignedHeaders=content-type;host, Signature=%s"
                    .formatted(
                        administrator.keys().secretId(),
                        now.atZone(ZoneOffset.UTC).toLocalDate(),
                        "0".repeat(64)))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return Json.read(send(request).body()).at("/Response/Error/Code").asText();
  }

  @Test
  @DisabledIfSystemProperty(
      named = "confab.server",
      matches = "wildfly",
      disabledReason = "it has a broker of its own")
  void aBrokerThatIsAwayIsSaidUntilItIsBackAndNoCallbackIsLost() {
    administrator.call(
        "room_config",
        "set_callback",
        "{\"Url\":\""
            + receiver.url()
            + "\",\"CallbackCommandList\":[\"Room.CallbackAfterCreateRoom\"]}");
    broker.stop();
    awaitDown("broker", "The broker does not answer; callbacks wait until it does.");
    createRoom("meanwhile");
    awaitFigure("confab_callbacks_pending", 1);
    receiver.answers(callback -> receiver.received().size() > 1 ? Answer.ok() : Answer.status(500));

    broker.start();

    awaitReady();
    Awaitility.await("the callback of the room arrives")
        .atMost(NOTICED)
        .until(() -> receiver.distinct().size() == 1);
    Awaitility.await("it is counted")
        .atMost(NOTICED)
        .until(() -> figure("confab_callbacks_delivered_total") >= 1);
    assertThat(figure("confab_callbacks_failed_total")).as("the first attempt").isEqualTo(1);
    awaitFigure("confab_callbacks_pending", 0);
  }

  @Test
  void theFiguresCountWhatIsDone() {
    createRoom("counted");
    double connections = figure("confab_connections");
    SignalClient ann = SignalClient.of(server, administrator.keys(), "ann");
    ann.enter("counted");
    createRoom("counted-too");
    code("get_room_info", "{\"RoomId\":\"nowhere\"}");
    code("no_such_command", "{}");

    awaitFigure("confab_rooms", rooms);
    awaitFigure("confab_members", 1);
    assertThat(figure("confab_connections")).isEqualTo(connections + 1);
    assertThat(figure("confab_command_microseconds_count", "room_engine_http_srv/create_room"))
        .isGreaterThanOrEqualTo(2);
    assertThat(figure("confab_command_microseconds_sum", "room_engine_http_srv/create_room"))
        .isBetween(100.0, 60e6);
    assertThat(figure("confab_command_microseconds", "quantile=\"0.99\"")).isBetween(100.0, 60e6);
    assertThat(figure("confab_command_microseconds", "create_room\",quantile=\"1.0\""))
        .isBetween(100.0, 60e6);
    assertThat(
            figure("confab_command_refused_total", "100004.*get_room_info|get_room_info.*100004"))
        .isEqualTo(1);
    assertThat(metrics()).doesNotContain("no_such_command");
    assertThat(figure("confab_callbacks_parked")).isZero();
    assertThat(figure("confab_callbacks_oldest_seconds")).isNotNegative();
    assertThat(figure("jvm_memory_used_bytes", "heap")).isPositive();

    SignalClient again = SignalClient.of(server, administrator.keys(), "ann");
    Awaitility.await("it is counted that ann was sent away for her second login")
        .atMost(NOTICED)
        .untilAsserted(
            () ->
                assertThat(
                        figure("confab_connections_closed_total", "reason=\"logged_in_elsewhere\""))
                    .isEqualTo(1));
    again.close();
    ann.close();
  }

  private void createRoom(String id) {
    administrator.createRoom(id);
    rooms++;
  }

  /** The value of a figure that has the text somewhere in its tags. */
  private double figure(String name, String tags) {
    return number(name + "\\{[^}]*(?:" + tags + ")[^}]*\\}");
  }

  /** The value of a figure without tags. */
  private double figure(String name) {
    return number(name);
  }

  private double number(String figure) {
    String metrics = metrics();
    Matcher matcher =
        Pattern.compile("^" + figure + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
    assertThat(matcher.find()).as("%s in%n%s", figure, metrics).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** What the database is asked for is a few seconds old. */
  private void awaitFigure(String name, double value) {
    Awaitility.await(name + " of " + value)
        .atMost(NOTICED)
        .untilAsserted(() -> assertThat(figure(name)).isEqualTo(value));
  }

  private String metrics() {
    return get("/metrics").body();
  }

  private void awaitDown(String check, String why) {
    Awaitility.await(check + " is said to be away")
        .atMost(NOTICED)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get("/health/ready");
              assertThat(answer.statusCode()).isEqualTo(503);
              JsonNode checks = Json.read(answer.body()).path("checks");
              assertThat(checks)
                  .filteredOn(each -> each.path("name").asText().equals(check))
                  .singleElement()
                  .satisfies(
                      down -> {
                        assertThat(down.path("status").asText()).isEqualTo("DOWN");
                        assertThat(down.at("/data/why").asText()).isEqualTo(why);
                      });
            });
  }

  private void awaitReady() {
    Awaitility.await("it is ready again, without being started anew")
        .atMost(NOTICED)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> get("/health/ready").statusCode() == 200);
  }

  private int code(String command, String body) {
    return administrator.rooms(command, body).path("ErrorCode").asInt(-1);
  }

  private HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(server.uri().resolve(path)).timeout(Duration.ofSeconds(30)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
