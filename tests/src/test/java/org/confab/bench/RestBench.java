package org.confab.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * Commands of the server REST API beside a constant answer. Both servers run all the time and take
 * turns, so that what else happens on the machine falls on both; medians of the turns are compared.
 * The warm-up is long because the compiler shares the cores with server and load.
 */
final class RestBench {
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP_ROUNDS = 12;
  private static final int MEASURED_ROUNDS = 7;
  private static final Duration TURN = Duration.ofSeconds(6);

  private RestBench() {}

  static void run() throws IOException {
    Report report = new Report("rest");
    report.condition("database", System.getenv().getOrDefault("CONFAB_DB_URL", "H2, file"));
    report.condition("connections", String.valueOf(CONNECTIONS));
    report.condition("turns", MEASURED_ROUNDS + " of " + TURN.toSeconds() + " s");
    try (BareServer bare = BareServer.start();
        ServerUnderTest server = ServerUnderTest.start(Bench.settings())) {
      Keys keys = Keys.of(server.data());
      String create = keys.command("room_engine_http_srv", "create_room");
      String info = keys.command("room_engine_http_srv", "get_room_info");
      HttpLoad.post(server.uri(), create, room("r"));
      HttpLoad.Post constant = new HttpLoad.Post("/bare/constant", "{\"RoomId\":\"r\"}");
      HttpLoad.Post read = new HttpLoad.Post(info, "{\"RoomId\":\"r\"}");
      AtomicLong numbers = new AtomicLong();
      List<Subject> subjects =
          List.of(
              new Subject("constant JAX-RS answer", bare.uri(), () -> constant),
              new Subject(
                  "create_room",
                  server.uri(),
                  () -> new HttpLoad.Post(create, room("bench-" + numbers.incrementAndGet()))),
              new Subject("get_room_info", server.uri(), () -> read));
      rounds("warming up", WARM_UP_ROUNDS, subjects);
      subjects.forEach(subject -> subject.turns.clear());
      rounds("measured", MEASURED_ROUNDS, subjects);
      double beside = 0;
      for (Subject subject : subjects) {
        report.add(subject.name, subject.perSecond(), "requests/s", beside, subject.note());
        beside = subjects.get(0).perSecond();
      }
    }
    report.finish();
  }

  private static String room(String id) {
    return "{\"RoomInfo\":{\"RoomId\":\"" + id + "\",\"RoomType\":\"Conference\"}}";
  }

  private static void rounds(String what, int rounds, List<Subject> subjects) {
    for (int round = 1; round <= rounds; round++) {
      StringBuilder line = new StringBuilder("  " + what + " " + round + "/" + rounds + ":");
      for (Subject subject : subjects) {
        HttpLoad.Result turn = subject.turn();
        line.append(String.format(Locale.ROOT, "  %s %.0f/s", subject.name, turn.perSecond()));
      }
      System.err.println(line);
    }
  }

  /** What takes turns. */
  private static final class Subject {
    final String name;
    final List<HttpLoad.Result> turns = new ArrayList<>();
    private final URI server;
    private final Supplier<HttpLoad.Post> posts;

    Subject(String name, URI server, Supplier<HttpLoad.Post> posts) {
      this.name = name;
      this.server = server;
      this.posts = posts;
    }

    HttpLoad.Result turn() {
      HttpLoad.Result result = HttpLoad.run(server, CONNECTIONS, TURN, n -> posts.get());
      turns.add(result);
      return result;
    }

    double perSecond() {
      return median(turns.stream().mapToDouble(HttpLoad.Result::perSecond).toArray());
    }

    String note() {
      return String.format(
          Locale.ROOT,
          "p50 %.1f ms, p99 %.1f ms, %d failed",
          median(turns.stream().mapToDouble(turn -> turn.latencies().millis(0.5)).toArray()),
          median(turns.stream().mapToDouble(turn -> turn.latencies().millis(0.99)).toArray()),
          turns.stream().mapToLong(HttpLoad.Result::failed).sum());
    }

    private static double median(double[] values) {
      Arrays.sort(values);
      return values[values.length / 2];
    }
  }
}
