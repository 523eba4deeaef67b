package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.CallbackReceiver.Received;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.Test;

/** Rooms that nobody destroyed. */
class ReclaimJourneyIT {
  private static final long LONG_AGO = Duration.ofDays(2).toMillis();

  @Test
  void whatWasLeftLongAfterItsEndIsGone() throws SQLException {
    try (ServerUnderTest server = ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh"));
        CallbackReceiver receiver = CallbackReceiver.open()) {
      Administrator administrator = new Administrator(server);
      administrator.call(
          "room_config",
          "set_callback",
          "{\"Url\":\"%s\",\"CallbackCommandList\":[\"Room.CallbackAfterDestroyRoom\"]}"
              .formatted(receiver.url()));
      administrator.createRoom("left");
      administrator.createRoom("kept");
      server.stop();
      ageRoom(server, "left");
      server.restart();

      Awaitility.await("the room that was left is reclaimed")
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> error(administrator, "left") == 100004);
      assertThat(error(administrator, "kept")).isZero();
      Awaitility.await("the application is told").until(() -> !receiver.distinct().isEmpty());
      assertThat(receiver.distinct()).hasSize(1);
      Received told = receiver.distinct().get(0);
      assertThat(Json.read(told.body()).path("RoomId").asText()).isEqualTo("left");
      assertThat(told.query())
          .containsEntry("OptPlatform", "Unknown")
          .containsEntry("ClientIP", "");
    }
  }

  /** As if its time had been two days ago. */
  private static void ageRoom(ServerUnderTest server, String roomId) throws SQLException {
    try (Connection connection = server.openDatabase();
        PreparedStatement update =
            connection.prepareStatement(
                "update room set created_at = created_at - ?, schedule_start = schedule_start - ?,"
                    + " schedule_end = schedule_end - ? where room_id = ?")) {
      update.setLong(1, LONG_AGO);
      update.setLong(2, LONG_AGO);
      update.setLong(3, LONG_AGO);
      update.setString(4, roomId);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static int error(Administrator administrator, String roomId) {
    return administrator
        .rooms("get_room_info", "{\"RoomId\":\"" + roomId + "\"}")
        .path("ErrorCode")
        .asInt(-1);
  }
}
