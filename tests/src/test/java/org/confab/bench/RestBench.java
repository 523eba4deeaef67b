package org.confab.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * All commands of the server REST API beside a constant answer, in a database that is nearly empty
 * and in one that is full. All take turns, so that what else happens on the machine falls on all;
 * medians of the turns are compared. The warm-up is long because the compiler shares the cores with
 * server and load.
 */
final class RestBench {
  private static final int CONNECTIONS = 32;
  private static final Duration WARM_UP = Duration.ofMinutes(4);
  private static final int MEASURED_ROUNDS = 5;
  private static final Duration TURN = Duration.ofSeconds(2);

  /**
   * Its turns alone would leave the bare server cold when the other, with all commands, is warm.
   */
  private static final Duration CONSTANT_WARM_UP = Duration.ofSeconds(60);

  private static final Duration PACED = Duration.ofSeconds(15);
  private static final double PACE = 0.7;
  private static final long FEW_ROOMS = 8_000;
  private static final long MANY_ROOMS = 100_000;

  /** Both as fast as they go in the rounds, and then at a part of that. */
  private static final List<String> PACED_COMMANDS = List.of("create_room", "get_room_info");

  private final Report report;
  private final URI server;
  private final String database;
  private final List<Subject> subjects = new ArrayList<>();

  private RestBench(
      Report report, URI bare, URI server, String database, Keys keys, List<String> only)
      throws IOException {
    this.report = report;
    this.server = server;
    this.database = database;
    RestCommands commands = new RestCommands(keys);
    HttpLoad.Post callback = commands.callback();
    HttpLoad.post(server, callback.path(), callback.body());
    HttpLoad.Post constant = new HttpLoad.Post("/bare/constant", "{\"RoomId\":\"r\"}");
    subjects.add(new Subject("constant JAX-RS answer", bare, n -> List.of(constant)));
    for (RestCommands.Cycle cycle : commands.all()) {
      if (!only.isEmpty() && !only.contains(cycle.name())) {
        continue;
      }
      subjects.add(new Subject(cycle.name(), server, cycle.posts()));
    }
  }

  /**
   * @param databases {@code h2}, {@code postgresql}
   * @param only the commands to measure; none for all
   */
  static void run(List<String> databases, List<String> only) throws IOException {
    Report report = new Report("rest");
    report.condition("connections", String.valueOf(CONNECTIONS));
    report.condition("turns", MEASURED_ROUNDS + " of " + TURN.toSeconds() + " s");
    report.condition("server", "Payara Micro, 1 GiB heap");
    for (String which : databases) {
      Map<String, String> settings = new HashMap<>(Bench.settings());
      try (RestDatabase database = RestDatabase.of(which);
          BareServer bare = BareServer.start()) {
        settings.putAll(database.settings());
        settings.put("CONFAB_HEAP", "1g");
        try (ServerUnderTest server = ServerUnderTest.start(settings)) {
          Keys keys = Keys.of(server.data());
          database.fill(keys.sdkAppId(), FEW_ROOMS);
          RestBench bench =
              new RestBench(report, bare.uri(), server.uri(), database.name, keys, only);
          bench.warmUpConstant();
          bench.rounds("warming up", bench.roundsIn(WARM_UP));
          Map<String, Double> few = bench.measure(FEW_ROOMS, Map.of());
          bench.paced();
          database.fill(keys.sdkAppId(), MANY_ROOMS);
          bench.rounds("warming up", 1);
          bench.measure(MANY_ROOMS, few);
        }
      } catch (SQLException e) {
        throw new IOException("the database could not be filled", e);
      }
    }
    report.finish();
  }

  /**
   * Lets all take their turns.
   *
   * @param before what came out with fewer rooms, of which the note tells the part left
   * @return the requests per second of each
   */
  private Map<String, Double> measure(long rooms, Map<String, Double> before) {
    subjects.forEach(subject -> subject.turns.clear());
    rounds("measured", MEASURED_ROUNDS);
    Map<String, Double> measured = new HashMap<>();
    double constant = subjects.get(0).perSecond();
    for (Subject subject : subjects) {
      String name = subject.name;
      double perSecond = subject.perSecond();
      String note = subject.note();
      Double withFewer = before.get(name);
      if (withFewer != null) {
        note += String.format(Locale.ROOT, "; %.2f of that before", perSecond / withFewer);
      }
      String what = String.format(Locale.ROOT, "%s, %,d rooms: %s", database, rooms, name);
      report.add(what, perSecond, "requests/s", constant, note);
      measured.put(name, perSecond);
    }
    return measured;
  }

  /** How long answers take when there is less to do than could be done. */
  private void paced() {
    for (Subject subject : subjects) {
      if (PACED_COMMANDS.contains(subject.name)) {
        double pace = PACE * subject.perSecond();
        HttpLoad.Result result = HttpLoad.run(server, CONNECTIONS, PACED, pace, subject.cycles);
        report.add(
            String.format(
                Locale.ROOT, "%s: %s at %.0f/s, 99 of 100 within", database, subject.name, pace),
            result.latencies().millis(0.99),
            "ms",
            0,
            String.format(
                Locale.ROOT,
                "half within %.1f ms, %d failed",
                result.latencies().millis(0.5),
                result.failed()));
      }
    }
  }

  private int roundsIn(Duration time) {
    return (int) (time.toSeconds() / (TURN.toSeconds() * subjects.size())) + 1;
  }

  private void warmUpConstant() {
    Subject constant = subjects.get(0);
    System.err.println("  warming up the constant answer");
    HttpLoad.run(constant.server, CONNECTIONS, CONSTANT_WARM_UP, 0, constant.cycles);
  }

  private void rounds(String what, int rounds) {
    for (int round = 1; round <= rounds; round++) {
      StringBuilder line =
          new StringBuilder("  " + database + ", " + what + " " + round + "/" + rounds + ":");
      for (Subject subject : subjects) {
        line.append(String.format(Locale.ROOT, " %.0f", subject.turn().perSecond()));
      }
      System.err.println(line.append(" requests/s"));
    }
  }

  /** What takes turns. */
  private static final class Subject {
    final String name;
    final LongFunction<List<HttpLoad.Post>> cycles;
    final List<HttpLoad.Result> turns = new ArrayList<>();
    private final URI server;

    Subject(String name, URI server, LongFunction<List<HttpLoad.Post>> cycles) {
      this.name = name;
      this.server = server;
      this.cycles = cycles;
    }

    HttpLoad.Result turn() {
      HttpLoad.Result result = HttpLoad.run(server, CONNECTIONS, TURN, 0, cycles);
      turns.add(result);
      return result;
    }

    double perSecond() {
      return median(HttpLoad.Result::perSecond);
    }

    String note() {
      return String.format(
          Locale.ROOT,
          "p50 %.1f ms, p99 %.1f ms, %d failed",
          median(turn -> turn.latencies().millis(0.5)),
          median(turn -> turn.latencies().millis(0.99)),
          turns.stream().mapToLong(HttpLoad.Result::failed).sum());
    }

    private double median(ToDoubleFunction<HttpLoad.Result> figure) {
      double[] values = turns.stream().mapToDouble(figure).toArray();
      Arrays.sort(values);
      return values[values.length / 2];
    }
  }
}
