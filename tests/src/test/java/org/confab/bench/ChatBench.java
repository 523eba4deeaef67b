package org.confab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * Members say the next thing when the last one was answered, which means stored: in many rooms with
 * two members each, and in one with many. Everything is told to all in the room meanwhile.
 */
final class ChatBench {
  private static final Duration TURN = Duration.ofSeconds(20);

  /** The compiler shares the cores with server and load. */
  private static final int WARM_UPS = 9;

  private static final String WORDS = "Shall we begin? Everybody seems to be here by now.";

  private ChatBench() {}

  static void run() throws IOException {
    Report report = new Report("chat");
    report.condition("database", System.getenv().getOrDefault("CONFAB_DB_URL", "H2, file"));
    report.condition("server", "Payara Micro, 1 GiB heap");
    try (ServerUnderTest server = ServerUnderTest.start(Bench.settings())) {
      measure(report, "100 rooms of 2", server, "many", 100, 2);
      measure(report, "1 room of 40", server, "one", 1, 40);
    }
    report.finish();
  }

  private static void measure(
      Report report, String what, ServerUnderTest server, String prefix, int rooms, int members)
      throws IOException {
    Administrator administrator = new Administrator(server);
    for (int i = 0; i < rooms; i++) {
      administrator.createRoom(prefix + i);
    }
    try (Swarm swarm = new Swarm()) {
      Talkers talkers = new Talkers(administrator.keys(), prefix, rooms);
      List<Swarm.Client> clients = new ArrayList<>();
      for (int i = 0; i < rooms * members; i++) {
        clients.add(swarm.connect(server.uri(), "/ws", talkers));
      }
      until("all are in", () -> talkers.entered.get() == rooms * members);
      clients.forEach(Talkers::say);
      for (int i = 1; i <= WARM_UPS; i++) {
        System.err.printf(
            Locale.ROOT,
            "  %s, warming up %d/%d: %.0f messages/s%n",
            what,
            i,
            WARM_UPS,
            run(talkers));
      }
      double perSecond = run(talkers);
      report.add(what + ": stored and answered", perSecond, "messages/s", 0, "");
      report.add(what + ": half of them within", talkers.latencies.millis(0.5), "ms", 0, "");
      report.add(what + ": 99 of 100 within", talkers.latencies.millis(0.99), "ms", 0, "");
    }
  }

  private static double run(Talkers talkers) {
    talkers.latencies.clear();
    long start = System.nanoTime();
    long before = talkers.answered.get();
    until("the time is over", () -> System.nanoTime() - start > TURN.toNanos());
    return (talkers.answered.get() - before) * 1e9 / (System.nanoTime() - start);
  }

  private static void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(2, TimeUnit.MINUTES)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(condition);
  }

  /** Enter a room each, and then say one thing after another. */
  private static final class Talkers implements Swarm.Listener {
    final AtomicInteger entered = new AtomicInteger();
    final AtomicLong answered = new AtomicLong();
    final Latencies latencies = new Latencies();

    private final Keys keys;
    private final String prefix;
    private final int rooms;
    private final AtomicInteger numbers = new AtomicInteger();

    Talkers(Keys keys, String prefix, int rooms) {
      this.keys = keys;
      this.prefix = prefix;
      this.rooms = rooms;
    }

    static void say(Swarm.Client client) {
      client.state = System.nanoTime();
      client.send(request(3, "sendTextMessage", "\"messageText\":\"" + WORDS + "\""));
    }

    @Override
    public void opened(Swarm.Client client) {
      int number = numbers.getAndIncrement();
      client.state = prefix + number % rooms;
      client.send(keys.login(1, prefix + "-user-" + number));
    }

    @Override
    public void message(Swarm.Client client, byte[] payload, int length) {
      String frame = new String(payload, 0, length, StandardCharsets.UTF_8);
      if (frame.contains("\"error\"")) {
        throw new IllegalStateException("refused: " + frame);
      }
      if (frame.contains("\"id\":1,")) {
        client.send(request(2, "enterRoom", "\"roomId\":\"" + client.state + "\""));
      } else if (frame.contains("\"id\":2,")) {
        entered.incrementAndGet();
      } else if (frame.contains("\"id\":3,") && client.state instanceof Long sent) {
        latencies.add(System.nanoTime() - sent);
        answered.incrementAndGet();
        say(client);
      }
    }

    private static String request(int id, String method, String params) {
      return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":{%s}}"
          .formatted(id, method, params);
    }

    @Override
    public void closed(Swarm.Client client, int code) {
      System.err.println("  a client was closed: " + code);
    }
  }
}
