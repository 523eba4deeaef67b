package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.confab.client.Asked;
import org.confab.client.ConfabClient;
import org.confab.client.ConnectionListener;
import org.confab.client.Entry;
import org.confab.client.Event;
import org.confab.client.LoggedIn;
import org.confab.client.Message;
import org.confab.client.Outcome;
import org.confab.client.RefusedException;
import org.confab.client.RequestInfo;
import org.confab.client.Role;
import org.confab.client.SeatInfo;
import org.confab.client.Seats;
import org.confab.client.UserInfo;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client for Java, used as its README says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientJourneyIT {
  private final ServerUnderTest server = ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh"));
  private final Keys keys = new Administrator(server).keys();

  @AfterAll
  void stop() {
    server.close();
  }

  private ConfabClient client(String userId) {
    ConfabClient client = ConfabClient.connect(server.uri());
    client.login(keys.sdkAppId(), userId, () -> keys.userSig(userId));
    return client;
  }

  @Test
  void aMeetingWithSeatsAndMessages() throws Exception {
    try (ConfabClient ann = client("jc-ann");
        ConfabClient bob = client("jc-bob")) {
      ann.setSelfInfo("Ann", null);
      ann.rooms()
          .create(
              Json.object()
                  .put("roomId", "jc")
                  .put("roomName", "Java")
                  .put("isSeatEnabled", true)
                  .put("seatMode", 2)
                  .put("maxSeatCount", 2));
      Entry entry = ann.rooms().enter("jc");
      assertThat(entry.room().roomName()).isEqualTo("Java");
      assertThat(entry.room().seatsAppliedFor()).isTrue();
      assertThat(entry.self().role()).isEqualTo(Role.OWNER);
      assertThat(entry.seats()).extracting(SeatInfo::isTaken).containsExactly(false, false);

      AtomicReference<String> welcomed = new AtomicReference<>("");
      ann.on(
          "onRemoteUserEnterRoom",
          event -> welcomed.set(ann.chat().say("Hello " + event.userInfo().userId()).text()));
      List<String> heard = new CopyOnWriteArrayList<>();
      bob.on("onReceiveTextMessage", event -> heard.add(event.message().text()));
      bob.rooms().enter("jc");
      Awaitility.await("the listener calls").until(() -> heard.contains("Hello jc-bob"));
      assertThat(ann.rooms().members()).extracting(UserInfo::userName).containsExactly("Ann", "");

      CompletableFuture<String> received = new CompletableFuture<>();
      ann.on("onRequestReceived", event -> received.complete(event.request().requestId()));
      Asked asked = bob.seats().take(Seats.ANY, Duration.ofSeconds(60));
      assertThat(asked.request()).get().extracting(RequestInfo::action).isEqualTo(4);
      String request = received.get(10, TimeUnit.SECONDS);
      assertThat(ann.seats().applications())
          .extracting(RequestInfo::requestId)
          .containsExactly(request);
      ann.seats().answer(request, true);
      Outcome outcome = asked.outcome().get(10, TimeUnit.SECONDS);
      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(outcome.userId()).isEqualTo("jc-ann");
      assertThat(bob.seats().list()).extracting(SeatInfo::userId).containsExactly("jc-bob", "");
      assertThat(ann.seats().take(1, Duration.ZERO).outcome())
          .isCompletedWithValueMatching(Outcome::isAccepted);

      Message said = bob.chat().say("once", "Hi");
      assertThat(bob.chat().say("once", "Hi")).isEqualTo(said);
      assertThat(ann.chat().after(said.number() - 1, 10).messages()).containsExactly(said);
      ann.chat().muteAll(true);
      assertThatThrownBy(() -> bob.chat().say("no"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(-2380);
                assertThat(refused.name()).isEqualTo("ERR_SEND_MESSAGE_DISABLED_FOR_ALL");
              });
      bob.logout();
      assertThat(bob.closed()).succeedsWithin(Duration.ofSeconds(10));
      ann.rooms().destroy();
    }
  }

  /** The server itself goes away and comes back; nobody leaves the room. */
  @Test
  void whoeverDropsComesBack() {
    try (ConfabClient ann = client("back-ann")) {
      ann.rooms().create("back", "Back");
      ann.rooms().enter("back");
      AtomicReference<LoggedIn> back = new AtomicReference<>();
      ann.onConnection(
          new ConnectionListener() {
            @Override
            public void back(LoggedIn login) {
              back.set(login);
            }
          });
      List<Event> events = new CopyOnWriteArrayList<>();
      ann.onEvent(events::add);
      server.restart();
      Awaitility.await("ann is back").atMost(1, TimeUnit.MINUTES).until(() -> back.get() != null);
      assertThat(back.get()).extracting(LoggedIn::resumedRoomId).isEqualTo("back");
      try (ConfabClient bob = client("back-bob")) {
        bob.rooms().enter("back");
        Awaitility.await("she hears again")
            .until(() -> events.stream().anyMatch(e -> e.name().equals("onRemoteUserEnterRoom")));
        assertThat(ann.rooms().members())
            .extracting(UserInfo::userId)
            .containsExactly("back-ann", "back-bob");
        ann.rooms().kick("back-bob");
      }
    }
  }
}
