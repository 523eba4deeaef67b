package org.confab.tests.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.CallbackReceiver.Answer;
import org.confab.tests.kit.CallbackReceiver.Received;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a receiver refused to the end, and its administrator brings to it nevertheless. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterJourneyIT {
  private final CallbackReceiver receiver = CallbackReceiver.open();
  private final ServerUnderTest server =
      ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh", "CONFAB_CALLBACK_RETRY_SECONDS", "1,1"));
  private final Administrator administrator = new Administrator(server);

  DeadLetterJourneyIT() {
    administrator.call(
        "room_config",
        "set_callback",
        "{\"Url\":\""
            + receiver.url()
            + "\",\"CallbackCommandList\":[\"Room.CallbackAfterCreateRoom\","
            + "\"Room.CallbackUpdateRoomInfo\"]}");
  }

  @BeforeEach
  void nothingIsParked() {
    List<Long> left = ids();
    if (!left.isEmpty()) {
      response("discard_dead_letters", "{\"DeadLetterIdList\":" + left + "}");
    }
    receiver.forget();
  }

  @AfterAll
  void stop() {
    server.close();
    receiver.close();
  }

  @Test
  void whatWasRefusedIsListedPageByPageInItsOrder() {
    park("list", 3);

    List<JsonNode> letters = new ArrayList<>();
    String next = "0";
    do {
      JsonNode page = response("get_dead_letter_list", "{\"Count\":2,\"Next\":" + next + "}");
      assertThat(page.path("TotalCount").asInt()).isEqualTo(3);
      page.path("DeadLetterList").forEach(letters::add);
      next = page.path("Next").asText();
    } while (!next.equals("0"));

    assertThat(letters.stream().map(letter -> letter.at("/Body/RoomInfo/RoomName").asText()))
        .containsExactly("list", "n1", "n2");
    assertThat(letters.get(0).path("CallbackCommand").asText())
        .isEqualTo("Room.CallbackAfterCreateRoom");
    for (JsonNode letter : letters) {
      assertThat(letter.path("RoomId").asText()).isEqualTo("list");
      assertThat(letter.path("Attempts").asInt()).isEqualTo(3);
      assertThat(letter.path("LastError").asText()).contains("500");
      assertThat(letter.path("EventTime").asLong()).isGreaterThan(1_600_000_000_000L);
    }
  }

  @Test
  void whatIsReplayedArrivesInOrderAndBeforeWhatWaits() {
    park("order", 3);
    List<Long> ids = ids();
    rename("order", 3);
    Awaitility.await("the last one was tried")
        .atMost(Duration.ofSeconds(30))
        .until(() -> receiver.received().stream().anyMatch(one -> name(one).equals("n3")));
    JsonNode answer =
        response(
            "replay_dead_letters",
            "{\"DeadLetterIdList\":[" + ids.get(2) + "," + ids.get(0) + "]}");
    assertThat(answer.path("ReplayedCount").asInt()).isEqualTo(2);
    assertThat(answer.path("TotalCount").asInt()).isEqualTo(1);
    receiver.forget();
    receiver.answers(Answer.ok());

    Awaitility.await("three callbacks arrive")
        .atMost(Duration.ofSeconds(60))
        .until(() -> receiver.distinct().size() >= 3);
    assertThat(receiver.distinct().stream().map(DeadLetterJourneyIT::name))
        .containsExactly("order", "n2", "n3");
    assertThat(ids()).containsExactly(ids.get(1));
  }

  @Test
  void aReplayedOneKeepsItsIdAndMayBeGivenUpAgain() {
    park("again", 1);
    JsonNode letter = response("get_dead_letter_list", "{}").at("/DeadLetterList/0");
    receiver.forget();
    response("replay_dead_letters", "{\"IsAll\":true}");
    Awaitility.await("it is tried again, with all its attempts")
        .atMost(Duration.ofSeconds(30))
        .until(() -> receiver.received().size() >= 3);
    assertThat(receiver.distinct().stream().map(Received::eventId))
        .containsExactly(letter.path("EventId").asText());
    awaitParked(1);
    assertThat(ids()).containsExactly(letter.path("DeadLetterId").asLong());
  }

  @Test
  void whatIsDiscardedIsGone() {
    park("discard", 2);
    List<Long> ids = ids();

    assertThat(code("discard_dead_letters", "{\"DeadLetterIdList\":[" + ids.get(0) + ",999999]}"))
        .as("one of them unknown: none is discarded")
        .isEqualTo(100002);
    assertThat(ids()).hasSize(2);
    response("discard_dead_letters", "{\"DeadLetterIdList\":[" + ids.get(0) + "]}");

    assertThat(ids()).containsExactly(ids.get(1));
    assertThat(code("replay_dead_letters", "{\"DeadLetterIdList\":[" + ids.get(0) + "]}"))
        .isEqualTo(100002);
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThat(code("replay_dead_letters", "{}")).isEqualTo(100002);
    assertThat(code("replay_dead_letters", "{\"DeadLetterIdList\":[\"1\"]}")).isEqualTo(100002);
    assertThat(code("discard_dead_letters", "{\"IsAll\":true}")).isEqualTo(100002);
    assertThat(code("get_dead_letter_list", "{\"Count\":101}")).isEqualTo(100002);
    JsonNode stranger =
        administrator.post(
            "/v4/confab_callback/replay_dead_letters?sdkappid="
                + administrator.keys().sdkAppId()
                + "&identifier=ann&usersig="
                + java.net.URLEncoder.encode(
                    administrator.keys().userSig("ann"), java.nio.charset.StandardCharsets.UTF_8),
            "{\"IsAll\":true}");
    assertThat(stranger.path("ErrorCode").asInt()).isEqualTo(60010);
  }

  /** A room of which so many callbacks were refused to the end. */
  private void park(String roomId, int callbacks) {
    receiver.answers(Answer.status(500));
    administrator.createRoom(roomId);
    for (int step = 1; step < callbacks; step++) {
      rename(roomId, step);
    }
    awaitParked(callbacks);
  }

  private void awaitParked(int callbacks) {
    Awaitility.await(callbacks + " callbacks are parked")
        .atMost(Duration.ofSeconds(60))
        .until(() -> ids().size() == callbacks);
  }

  private void rename(String roomId, int step) {
    JsonNode answer =
        administrator.rooms(
            "update_room_info",
            "{\"RoomInfo\":{\"RoomId\":\"" + roomId + "\",\"RoomName\":\"n" + step + "\"}}");
    assertThat(answer.path("ErrorCode").asInt(-1)).isZero();
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    response("get_dead_letter_list", "{}")
        .path("DeadLetterList")
        .forEach(letter -> ids.add(letter.path("DeadLetterId").asLong()));
    return ids;
  }

  private JsonNode response(String command, String body) {
    JsonNode answer = administrator.call("confab_callback", command, body);
    assertThat(answer.path("ErrorCode").asInt(-1)).as("%s", answer).isZero();
    return answer.path("Response");
  }

  private int code(String command, String body) {
    return administrator.call("confab_callback", command, body).path("ErrorCode").asInt(-1);
  }

  private static String name(Received callback) {
    return Json.read(callback.body()).at("/RoomInfo/RoomName").asText();
  }
}
