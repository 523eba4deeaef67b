package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.confab.tests.kit.Administrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the seats of a room do to the media that goes through the media server. */
class SeatBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many packets leave a camera or a microphone within a few seconds, and are no hesitation. */
  private static final int MANY = 150;

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
    goesNowhere(bob, ann, "audio");
    ann.sees(bob);

    seats("lock_seat", "{\"RoomId\":\"seats\",\"Index\":0,\"ForbidVideo\":true}");
    ann.sees();
    goesNowhere(bob, ann, "video");
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

  /** One goes on sending, and nothing of it arrives. */
  private static void goesNowhere(Person from, Person to, String kind) {
    Dam dam = new Dam(from, to, kind);
    try {
      await("what is sent goes nowhere").atMost(PATIENCE).until(dam);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s of %s arrives at %s, or is not sent; %s; the pages: %s %s"
              .formatted(kind, from, to, dam, from.situation(), to.situation()),
          e);
    }
  }

  /** Whether much went in since anything came out. */
  private static final class Dam implements Callable<Boolean> {
    private final Person from;
    private final Person to;
    private final String kind;
    private final List<String> looks = new ArrayList<>();
    private long sent;
    private long received = -1;

    Dam(Person from, Person to, String kind) {
      this.from = from;
      this.to = to;
      this.kind = kind;
    }

    @Override
    public Boolean call() {
      long arrived = to.received(kind);
      long left = from.sent(kind);
      if (arrived != received || left < sent) {
        received = arrived;
        sent = left;
      }
      looks.add(left + "/" + arrived);
      return left >= sent + MANY;
    }

    @Override
    public String toString() {
      return "sent/received: " + looks;
    }
  }

  private static void seats(String command, String body) {
    command("room_engine_http_mic", command, body);
  }

  private static void command(String service, String command, String body) {
    JsonNode answer = new Administrator(VENUE.server()).call(service, command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s: %s", command, answer).isZero();
  }
}
