package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ExternalDatabase;
import org.confab.tests.kit.Gate;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.Test;

/** The database stands still for longer than a member may be silent. */
class StalledDatabaseJourneyIT {
  private static final int GRACE_SECONDS = 3;

  /** Longer than a heartbeat, the grace time and the way back. */
  private static final Duration STALLED = Duration.ofSeconds(15);

  @Test
  void nobodyIsOutWhoCouldNotLogInMeanwhile() throws Exception {
    try (ExternalDatabase database = new ExternalDatabase();
        Gate gate = Gate.to(URI.create("http://localhost:" + database.port()));
        ServerUnderTest server =
            ServerUnderTest.start(
                Map.of(
                    "CONFAB_MEDIA", "mesh",
                    "CONFAB_GRACE_SECONDS", Integer.toString(GRACE_SECONDS),
                    "CONFAB_DB_URL", database.urlAt(gate.uri().getPort())))) {
      Administrator administrator = new Administrator(server);
      String token;
      try (SignalClient client = SignalClient.of(server, administrator.keys(), "ann")) {
        client.result("createRoom", Json.object().put("roomId", "hall"));
        client.enter("hall");
        try (SignalClient gone = new SignalClient(server)) {
          token = gone.logIn(administrator.keys(), "bob").path("resumeToken").asText();
          gone.enter("hall");
        }
        gate.shut();
        Thread.sleep(STALLED.toMillis());
        gate.open();
      }
      SignalClient back =
          Awaitility.await("the database is back")
              .atMost(Duration.ofSeconds(20))
              .ignoreExceptions()
              .until(() -> new SignalClient(server), client -> true);
      try (back) {
        JsonNode login = back.comeBack(administrator.keys(), "bob", token, 0);
        assertThat(login.at("/resumed/roomId").asText()).as(login.toString()).isEqualTo("hall");
      }
      Awaitility.await("who does not come back is out in the end")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  administrator
                      .rooms("get_room_member_list", "{\"RoomId\":\"hall\",\"Count\":10}")
                      .at("/Response/MemberList")
                      .isEmpty());
    }
  }
}
