package org.confab.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.awaitility.Awaitility;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;

/**
 * One room of 1,000 members, messages of 200 bytes to all of them; beside the loop that anybody
 * would write.
 */
final class FanoutBench {
  private static final int MEMBERS = 1000;
  private static final int SENDERS = 20;
  private static final int UNDER_WAY = 48;

  /** The loop is as quick after 8 s as after 45; what is compiled of a server takes minutes. */
  private static final long NAIVE_WARM_UP_MILLIS = 20_000;

  private static final long WARM_UP_MILLIS = 150_000;
  private static final long WARM_AGAIN_MILLIS = 8_000;
  private static final long MEASURED_MILLIS = 10_000;
  private static final int STEADY_PER_SECOND = 30;
  private static final int FLOOD_BYTES = 1900;
  private static final int FLOOD_MESSAGES = 6_000;
  private static final int FLOOD_SECONDS = 120;

  private FanoutBench() {}

  static void run() throws IOException {
    Report report = new Report("fanout");
    report.condition("members", String.valueOf(MEMBERS));
    report.condition("message", "200 bytes");
    report.condition(
        "server", System.getProperty("confab.server", "Payara Micro") + ", 1 GiB heap");
    double naive;
    double naiveP99;
    try (BareServer bare = BareServer.start();
        Crowd crowd = new Crowd(bare.uri(), "/naive", MEMBERS, "\"bare\"")) {
      LongConsumer send = n -> crowd.clients.get((int) (n % SENDERS)).send(bareMessage());
      naive = saturate(crowd, send, NAIVE_WARM_UP_MILLIS);
      naiveP99 = steady(crowd, send);
      report.add("naive loop", naive, "deliveries/s", 0, "");
    }
    try (ServerUnderTest server = ServerUnderTest.start(Bench.settings())) {
      ours(server, report, naive, naiveP99);
    }
    report.finish();
  }

  private static void ours(ServerUnderTest server, Report report, double naive, double naiveP99)
      throws IOException {
    Administrator administrator = new Administrator(server);
    administrator.createRoom("r");
    try (Crowd crowd =
        new Crowd(server.uri(), MEMBERS, "\"onUserInfoChanged\"", administrator.keys())) {
      crowd.enter("r");
      LongConsumer send = n -> crowd.clients.get((int) (n % SENDERS)).send(message());
      double ours = saturate(crowd, send, WARM_UP_MILLIS);
      report.add("room event to all members", ours, "deliveries/s", naive, "");
      double p99 = steady(crowd, send);
      report.add(
          "p99 at " + STEADY_PER_SECOND * MEMBERS + " deliveries/s", p99, "ms", naiveP99, "");
      Swarm.Client paused = crowd.clients.get(MEMBERS - 1);
      paused.pause(true);
      double beside = saturate(crowd, send, WARM_AGAIN_MILLIS);
      report.add("the same with one reader paused", beside, "deliveries/s", naive, "");
      flood(crowd);
      paused.pause(false);
      Awaitility.await("the paused reader is dropped")
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> crowd.lost.get() > 0);
      report.add(
          "connections dropped",
          crowd.lost.get(),
          "",
          0,
          "close code "
              + crowd.lastCloseCode
              + "; 4413: did not read, 1006: and was cut off before it could read that");
    }
  }

  private static String bareMessage() {
    String head = "{\"bare\":\"T-" + System.nanoTime() + "-";
    return head + "x".repeat(198 - head.length()) + "\"}";
  }

  /** The event that this brings about has 200 bytes. */
  private static String message() {
    String stamp = "T-" + System.nanoTime() + "-";
    return "{\"jsonrpc\":\"2.0\",\"method\":\"setSelfInfo\",\"params\":{\"userName\":\""
        + stamp
        + "x".repeat(85 - stamp.length())
        + "\"}}";
  }

  /** Fills what the system's own buffers hold for the paused reader, and its queue after them. */
  private static void flood(Crowd crowd) {
    String big =
        "{\"jsonrpc\":\"2.0\",\"method\":\"setSelfInfo\",\"params\":{\"customInfo\":{\"x\":\""
            + "x".repeat(FLOOD_BYTES)
            + "\"},\"userName\":\"";
    long first = crowd.delivered.get();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FLOOD_SECONDS);
    for (long sent = 0; sent < FLOOD_MESSAGES && System.nanoTime() < end; ) {
      if (sent - (crowd.delivered.get() - first) / MEMBERS < UNDER_WAY) {
        crowd.clients.get((int) (sent % SENDERS)).send(big + sent++ + "\"}}");
      } else {
        LockSupport.parkNanos(200_000);
      }
    }
    settle(crowd);
  }

  /** Sends as fast as it is delivered, with a bounded number under way. */
  private static double saturate(Crowd crowd, LongConsumer send, long warmUpMillis) {
    long first = crowd.delivered.get();
    long sent = 0;
    long start = System.nanoTime();
    long from = start + TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
    long end = from + TimeUnit.MILLISECONDS.toNanos(MEASURED_MILLIS);
    long deliveredAtFrom = -1;
    for (long now = start; now < end; now = System.nanoTime()) {
      if (deliveredAtFrom < 0 && now >= from) {
        deliveredAtFrom = crowd.delivered.get();
        from = now;
      }
      if (sent - (crowd.delivered.get() - first) / MEMBERS < UNDER_WAY) {
        send.accept(sent++);
      } else {
        Thread.onSpinWait();
        LockSupport.parkNanos(200_000);
      }
    }
    double rate = (crowd.delivered.get() - deliveredAtFrom) / ((System.nanoTime() - from) / 1e9);
    settle(crowd);
    return rate;
  }

  /**
   * Sends at a steady rate and gives the p99 of the delivery to one of the members, in
   * milliseconds.
   */
  private static double steady(Crowd crowd, LongConsumer send) {
    Latencies before = crowd.latencies;
    before.clear();
    long start = System.nanoTime();
    for (long n = 0; n < 10L * STEADY_PER_SECOND; n++) {
      long due = start + n * 1_000_000_000L / STEADY_PER_SECOND;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      send.accept(n);
    }
    settle(crowd);
    System.err.printf(Locale.ROOT, "  p50 %.1f ms%n", before.millis(0.5));
    return before.millis(0.99);
  }

  /** Waits until nothing more comes. */
  private static void settle(Crowd crowd) {
    long[] last = {-1};
    Awaitility.await("deliveries end")
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(300, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              long now = crowd.delivered.get();
              boolean still = now == last[0];
              last[0] = now;
              return still;
            });
  }
}
