package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.confab.tests.kit.Administrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the seats of a room do to the media that goes through the media server. */
class SeatBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  @Test
  void aLockedSeatIsSilentWhateverItsClientDoes() {
    command(
        "room_engine_http_srv",
        "create_room",
        "{\"RoomInfo\":{\"RoomId\":\"seats\",\"RoomType\":\"Conference\",\"IsSeatEnabled\":true}}");
    Person ann = VENUE.enter("Ann").comesTo("seats");
    Person bob = VENUE.enter("Bob").comesTo("seats");
    seats(
        "pick_user_on_seat",
        "{\"RoomId\":\"seats\",\"Member_Account\":\"%s\",\"Index\":0}".formatted(bob.userId()));
    bob.switchesCamera();
    ann.sees(bob);
    bob.mutes();
    ann.hears(bob);

    bob.disobeys();
    seats("lock_seat", "{\"RoomId\":\"seats\",\"Index\":0,\"ForbidAudio\":true}");
    Dam.holds(bob, ann, "audio");
    ann.sees(bob);

    seats("lock_seat", "{\"RoomId\":\"seats\",\"Index\":0,\"ForbidVideo\":true}");
    ann.sees();
    Dam.holds(bob, ann, "video");
  }

  @Test
  void whoIsTakenOffItsSeatIsNotSeenUntilItSitsAgain() {
    command(
        "room_engine_http_srv",
        "create_room",
        "{\"RoomInfo\":{\"RoomId\":\"off\",\"RoomType\":\"Conference\",\"IsSeatEnabled\":true}}");
    Person ann = VENUE.enter("Ann").comesTo("off");
    Person bob = VENUE.enter("Bob").comesTo("off");
    String sit =
        "{\"RoomId\":\"off\",\"Member_Account\":\"%s\",\"Index\":0}".formatted(bob.userId());
    seats("pick_user_on_seat", sit);
    bob.switchesCamera();
    ann.sees(bob);
    seats(
        "kick_user_off_seat",
        "{\"RoomId\":\"off\",\"Member_Account\":\"%s\",\"Data\":\"\"}".formatted(bob.userId()));
    ann.sees();
    seats("pick_user_on_seat", sit);
    bob.switchesCamera();
    ann.sees(bob);
  }

  private static void seats(String command, String body) {
    command("room_engine_http_mic", command, body);
  }

  private static void command(String service, String command, String body) {
    JsonNode answer = new Administrator(VENUE.server()).call(service, command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
  }
}
