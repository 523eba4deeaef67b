package org.confab.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Postgres;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An administrator who began with H2 goes on with PostgreSQL. */
class DatabaseJourneyIT {
  private static final String ROOM = "{\"RoomId\":\"kept\"}";

  @Test
  @DisabledIfSystemProperty(
      named = "confab.database",
      matches = "postgresql",
      disabledReason = "it begins with H2")
  void whatWasInH2IsTakenAlongToPostgres() throws Exception {
    Map<String, String> postgres = Postgres.newDatabase();
    try (ServerUnderTest server = ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh"))) {
      Administrator administrator = new Administrator(server);
      administrator.importAccounts("ann", "bob");
      ok(
          administrator.rooms(
              "create_room",
              "{\"RoomInfo\":{\"RoomId\":\"kept\",\"RoomType\":\"Conference\",\"RoomName\":\"会议\","
                  + "\"Owner_Account\":\"ann\",\"IsSeatEnabled\":true,\"MaxSeatCount\":3}}"));
      // nobody listens there, so that a callback is on its way when the server stops
      ok(
          administrator.call(
              "room_config",
              "set_callback",
              "{\"Url\":\"http://127.0.0.1:9/\",\"CallbackCommandList\":[\"Room.CallbackAfterCreateRoom\"]}"));
      ok(
          administrator.rooms(
              "create_room", "{\"RoomInfo\":{\"RoomId\":\"told\",\"RoomType\":\"Conference\"}}"));
      JsonNode before = room(administrator);

      assertThat(copy(server, Map.of())).startsWith("2 Where to?");
      assertThat(copy(server, postgres)).startsWith("1 The server is running: stop it first.");
      server.stop();
      assertThat(copy(server, postgres))
          .startsWith("0 ")
          .containsPattern("(?m)^ *account +[23]$")
          .containsPattern("(?m)^ *room +2$")
          .containsPattern("(?m)^ *callback_outbox +1$")
          .contains("Copied.");
      assertThat(copy(server, postgres)).startsWith("1 The table ").contains("Nothing was copied.");

      server.restart(postgres);
      assertThat(room(administrator)).isEqualTo(before);
      assertThat(administrator.call("room_config", "get_callback", "{}").toString())
          .contains("http://127.0.0.1:9/");
      // its callback gets the next number of the sequence
      ok(administrator.rooms("destroy_room", ROOM));
      ok(
          administrator.rooms(
              "create_room", "{\"RoomInfo\":{\"RoomId\":\"new\",\"RoomType\":\"Conference\"}}"));
    }
  }

  private static JsonNode room(Administrator administrator) {
    JsonNode answer = administrator.rooms("get_room_info", ROOM);
    ok(answer);
    return answer.at("/Response/RoomInfo");
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("ErrorCode").asInt(-1)).as(answer.toString()).isZero();
  }

  /** The exit status and what it printed. */
  private static String copy(ServerUnderTest server, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path lib = Path.of(System.getProperty("confab.home"), "lib");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                lib.resolve("cli") + "/*" + File.pathSeparator + lib.resolve("ext") + "/*",
                "org.confab.store.DatabaseCopyCli",
                "--data",
                server.data().toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CONFAB_"));
    builder.environment().putAll(settings);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + said;
  }
}
