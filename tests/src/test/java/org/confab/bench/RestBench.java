package org.confab.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongFunction;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/** Commands of the server REST API beside a constant answer. */
final class RestBench {
  private static final int CONNECTIONS = 32;
  private static final Duration WARM_UP_STEP = Duration.ofSeconds(10);
  private static final int MOST_STEPS = 15;
  private static final double FASTER = 1.04;
  private static final Duration MEASURED = Duration.ofSeconds(15);

  private RestBench() {}

  static void run() throws IOException {
    Report report = new Report("rest");
    report.condition("database", System.getenv().getOrDefault("CONFAB_DB_URL", "H2, file"));
    report.condition("connections", String.valueOf(CONNECTIONS));
    try (BareServer bare = BareServer.start()) {
      HttpLoad.Result constant =
          measure(bare.uri(), n -> new HttpLoad.Post("/bare/constant", "{\"RoomId\":\"r\"}"));
      report.add("constant JAX-RS answer", constant.perSecond(), "requests/s", 0, times(constant));
      bare.close();
      try (ServerUnderTest server = ServerUnderTest.start(Bench.settings())) {
        Keys keys = Keys.of(server.data());
        String create = keys.command("room_engine_http_srv", "create_room");
        String info = keys.command("room_engine_http_srv", "get_room_info");
        HttpLoad.Result created =
            measure(
                server.uri(),
                n ->
                    new HttpLoad.Post(
                        create,
                        "{\"RoomInfo\":{\"RoomId\":\"bench-"
                            + Long.toHexString(System.nanoTime())
                            + "-"
                            + n
                            + "\",\"RoomType\":\"Conference\"}}"));
        report.add(
            "create_room", created.perSecond(), "requests/s", constant.perSecond(), times(created));
        HttpLoad.post(
            server.uri(), create, "{\"RoomInfo\":{\"RoomId\":\"r\",\"RoomType\":\"Conference\"}}");
        HttpLoad.Result read =
            measure(server.uri(), n -> new HttpLoad.Post(info, "{\"RoomId\":\"r\"}"));
        report.add(
            "get_room_info", read.perSecond(), "requests/s", constant.perSecond(), times(read));
      }
    }
    report.finish();
  }

  /** Warms up until it becomes no faster: the compiler shares the two cores. */
  private static HttpLoad.Result measure(URI server, LongFunction<HttpLoad.Post> posts) {
    double best = 0;
    int steps = 0;
    for (int noFaster = 0; noFaster < 2 && steps < MOST_STEPS; steps++) {
      HttpLoad.Result warm = HttpLoad.run(server, CONNECTIONS, WARM_UP_STEP, posts);
      noFaster = warm.perSecond() > best * FASTER ? 0 : noFaster + 1;
      best = Math.max(best, warm.perSecond());
      System.err.printf(Locale.ROOT, "  warming up: %.0f requests/s%n", warm.perSecond());
    }
    return HttpLoad.run(server, CONNECTIONS, MEASURED, posts);
  }

  private static String times(HttpLoad.Result result) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, %d failed",
        result.latencies().millis(0.5),
        result.latencies().millis(0.99),
        result.failed());
  }
}
