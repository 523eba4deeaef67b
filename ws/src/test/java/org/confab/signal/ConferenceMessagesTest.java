package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.confab.app.Profile;
import org.confab.json.Json;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.confab.schedule.ConferenceEvent;
import org.confab.schedule.ConferenceInfo;
import org.junit.jupiter.api.Test;

/** What is told of conferences, as clients know it: what changes here breaks them. */
class ConferenceMessagesTest {
  private static final RoomKey ROOM = new RoomKey(1400000001, "room-1");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Profile ANN = new Profile("ann", "Ann", "a.png", "");
  private static final Profile BOB = new Profile("bob", "Bob", "", "");
  private static final List<String> EVERYBODY = List.of("ann", "bob");

  @Test
  void everyMessageIsAsItWas() throws IOException {
    RoomInfo room = room("Weekly", "ann", START);
    ConferenceInfo conference = new ConferenceInfo(room, ANN, List.of("bob"), 600);
    Map<String, ConferenceEvent> events = new TreeMap<>();
    events.put("scheduled", new ConferenceEvent.Scheduled(conference, EVERYBODY));
    events.put("willStart", new ConferenceEvent.WillStart(conference, EVERYBODY));
    events.put(
        "cancelled",
        new ConferenceEvent.Cancelled(ROOM, ConferenceEvent.Reason.CANCELLED, ANN, EVERYBODY));
    events.put(
        "noLongerInvited",
        new ConferenceEvent.Cancelled(
            ROOM, ConferenceEvent.Reason.NO_LONGER_INVITED, ANN, EVERYBODY));
    events.put(
        "renamed",
        new ConferenceEvent.Changed(room, room("Monthly", "ann", START), ANN, EVERYBODY));
    events.put(
        "movedAndHandedOver",
        new ConferenceEvent.Changed(
            room, room("Weekly", "bob", START.plusSeconds(60)), BOB, EVERYBODY));
    events.put(
        "attendees",
        new ConferenceEvent.AttendeesChanged(ROOM, List.of(BOB), List.of(ANN), EVERYBODY));
    events.put("over", new ConferenceEvent.Turned(ROOM, RoomStatus.NONE, EVERYBODY));
    events.put("notStarted", new ConferenceEvent.Turned(ROOM, RoomStatus.NOT_STARTED, EVERYBODY));
    events.put("running", new ConferenceEvent.Turned(ROOM, RoomStatus.RUNNING, EVERYBODY));

    JsonNode golden = golden();
    events.forEach(
        (name, event) ->
            assertThat(Json.read(ConferenceMessages.of(event)))
                .as(name)
                .isEqualTo(golden.path(name)));
    assertThat(golden.size()).as("golden messages that nothing makes").isEqualTo(events.size());
  }

  private static JsonNode golden() throws IOException {
    try (InputStream file =
        ConferenceMessagesTest.class.getResourceAsStream("/golden/conferences.json")) {
      assertThat(file).as("golden/conferences.json").isNotNull();
      return Json.read(file.readAllBytes());
    }
  }

  private static RoomInfo room(String name, String ownerId, Instant start) {
    return new RoomInfo(
        ROOM,
        name,
        RoomType.CONFERENCE,
        ownerId,
        "secret",
        300,
        20,
        false,
        SeatMode.FREE_TO_TAKE,
        false,
        true,
        false,
        false,
        false,
        "",
        start,
        start.plus(Duration.ofHours(1)),
        RoomStatus.NOT_STARTED,
        START.minus(Duration.ofDays(1)),
        0,
        8);
  }
}
