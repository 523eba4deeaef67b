package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.BareSocket;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The server says why it closes, and goes when the client has heard it; nobody else notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosingJourneyIT {
  private static final int GOODBYE = 1000;
  private static final int LOGGED_IN_ELSEWHERE = 4403;
  private static final int NOT_READING = 4413;
  private static final int PATIENCE_MILLIS = 5000;

  /** Of the server's sockets, and of a machine that has other things to do. */
  private static final int SLACK_MILLIS = 6000;

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);
  private final Keys keys = administrator.keys();
  private final Witness witness = new Witness(server, keys);

  @AfterAll
  void nobodyNoticedAnything() {
    try {
      witness.close();
    } finally {
      server.closeWithoutFault();
    }
  }

  private BareSocket loggedOut(String user) throws IOException {
    BareSocket socket = loggedIn(user);
    socket.send("{\"id\":2,\"method\":\"logout\"}");
    assertThat(socket.closeCode()).isEqualTo(GOODBYE);
    return socket;
  }

  private BareSocket loggedIn(String user) throws IOException {
    BareSocket socket = BareSocket.open(server.uri());
    socket.send(keys.login(1, user));
    assertThat(socket.read().has("result")).isTrue();
    return socket;
  }

  @Test
  @DisabledIfSystemProperty(
      named = "confab.server",
      matches = "wildfly",
      disabledReason = "Undertow goes when it has said so itself")
  void theServerGoesWhenTheClientHasSaidSoToo() throws IOException {
    try (BareSocket socket = loggedOut("polite")) {
      assertThat(socket.endsWithin(PATIENCE_MILLIS / 2)).as("gone before the answer").isFalse();
      socket.send(BareSocket.CLOSE, (byte) 3, (byte) 0xe8);
      assertThat(socket.endsWithin(PATIENCE_MILLIS / 2)).as("gone after it").isTrue();
    }
  }

  @Test
  void whoDoesNotAnswerIsCutOff() throws IOException {
    try (BareSocket socket = loggedOut("silent")) {
      assertThat(socket.endsWithin(PATIENCE_MILLIS + SLACK_MILLIS)).isTrue();
    }
  }

  @Test
  void whoSendsOnIsCutOff() throws IOException {
    try (BareSocket socket = loggedOut("deaf")) {
      long start = System.nanoTime();
      while (!isEndedWhileSending(socket)) {
        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis())
            .isLessThan(PATIENCE_MILLIS + SLACK_MILLIS);
      }
    }
  }

  private static boolean isEndedWhileSending(BareSocket socket) throws IOException {
    try {
      socket.send(BareSocket.PING);
    } catch (IOException cutOff) {
      return true;
    }
    return socket.endsWithin(50);
  }

  /**
   * It reads on before it is given up: what was written before the close, and why it was closed.
   */
  @Test
  void whoDidNotReadLearnsWhy() throws IOException {
    administrator.createRoom("busy");
    try (BareSocket socket = loggedIn("paused")) {
      socket.send("{\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\"busy\"}}");
      assertThat(socket.read().has("result")).isTrue();
      for (int i = 0; i < 10_000 && !isClosedForNotReading(i); i++) {
        JsonNode answer =
            administrator.rooms(
                "update_room_info",
                "{\"RoomInfo\":{\"RoomId\":\"busy\",\"RoomName\":\"%0100d\"}}".formatted(i));
        assertThat(answer.at("/ErrorCode").asInt()).isZero();
      }
      assertThat(socket.closeCode()).isEqualTo(NOT_READING);
    }
  }

  private boolean isClosedForNotReading(int round) {
    return round % 200 == 0
        && administrator.text("/metrics").contains("_total{reason=\"not_reading\"}");
  }

  /** What they send is read while another thread closes: everybody learns why all the same. */
  @Test
  void whoSendsWhileItIsClosedLearnsWhy() throws Exception {
    List<Future<Integer>> ended = new ArrayList<>();
    ExecutorService senders = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 200; i++) {
        String user = "flood" + i % 8;
        BareSocket older = loggedIn(user);
        ended.add(senders.submit(() -> sendUntilClosed(older)));
        loggedIn(user).close();
      }
      Map<Integer, Integer> codes = new TreeMap<>();
      for (Future<Integer> end : ended) {
        codes.merge(end.get(), 1, Integer::sum);
      }
      assertThat(codes).as("codes, and how many heard them").containsOnlyKeys(LOGGED_IN_ELSEWHERE);
    } finally {
      senders.shutdownNow();
    }
  }

  private static int sendUntilClosed(BareSocket socket) throws IOException {
    try (socket) {
      socket.sendPart(BareSocket.TEXT, (byte) '{');
      while (socket.codeWithin(1) == 0) {
        for (int i = 0; i < 20; i++) {
          socket.sendPart(BareSocket.CONTINUATION, (byte) ' ');
        }
      }
      return socket.closeCode();
    }
  }
}
