package org.confab.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.confab.client.ConfabClient;
import org.confab.client.ConfabException;
import org.confab.client.DisconnectedException;
import org.confab.client.RefusedException;
import org.confab.client.RequestInfo;
import org.confab.client.Seats;
import org.confab.client.UserInfo;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * People come and go, sit, ask, talk and lose their connection for a while, ten minutes unless told
 * otherwise; each room has a host, who comes back to it again and again. Each minute the server's
 * heap after a collection, its threads and its connections are looked at, and once more when all
 * are gone.
 */
final class SoakBench {
  private static final int PEOPLE = 60;
  private static final int ROOMS = 12;

  private static final List<Act> FREQUENT =
      List.of(Act.SAY, Act.LIST, Act.SIT, Act.STAND, Act.INVITE, Act.ANSWER, Act.RENAME);
  private static final List<Act> RARE = List.of(Act.DROP, Act.REENTER, Act.DESTROY);

  /** How long what is asked may be answered. */
  private static final Duration OPEN_FOR = Duration.ofSeconds(10);

  /** After that the server has taken out everybody who did not say goodbye. */
  private static final Duration GRACE = Duration.ofSeconds(45);

  private final Keys keys;
  private final URI server;
  private final long end;
  private final Map<Act, AtomicLong> done = new ConcurrentSkipListMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private SoakBench(Keys keys, URI server, Duration duration) {
    this.keys = keys;
    this.server = server;
    this.end = System.nanoTime() + duration.toNanos();
  }

  static void run(Duration duration) throws IOException {
    Report report = new Report("soak");
    report.condition("people", String.valueOf(PEOPLE));
    report.condition("minutes", String.valueOf(duration.toMinutes()));
    report.condition("server", "Payara Micro, 1 GiB heap");
    Map<String, String> settings = new HashMap<>(Bench.settings());
    settings.put("CONFAB_HEAP", "1g");
    try (ServerUnderTest server = ServerUnderTest.start(settings)) {
      Keys keys = Keys.of(server.data());
      SoakBench bench = new SoakBench(keys, server.uri(), duration);
      List<Sample> samples = bench.churn(server);
      tell(report, "after the first minute", samples.get(0));
      tell(report, "in the last minute", samples.get(samples.size() - 1));
      pause(GRACE.toMillis());
      tell(report, "when all are gone", Sample.of(server));
      bench.done.forEach(
          (act, count) -> report.add("done: " + act, (double) count.get(), "times", 0, ""));
      report.add("answered when asked", (double) bench.answered.get(), "times", 0, "");
      report.add("refused by a rule", (double) bench.refused.get(), "times", 0, "");
      report.add(
          "did not come, since the connection was lost",
          (double) bench.dropped.get(),
          "times",
          0,
          "");
      report.add("failed otherwise", (double) bench.failed.get(), "times", 0, "");
    }
    report.finish();
  }

  private static void tell(Report report, String when, Sample sample) {
    report.add(when + ": heap in use", sample.heapBytes / 1e6, "MB", 0, "after a collection");
    report.add(when + ": threads", sample.threads, "", 0, "");
    report.add(when + ": connections", sample.connections, "", 0, "");
    report.add(when + ": members", sample.members, "", 0, "");
  }

  private List<Sample> churn(ServerUnderTest server) throws IOException {
    List<Thread> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person = new Person(i);
      Thread thread = new Thread(person::live, person.userId);
      thread.start();
      people.add(thread);
    }
    List<Sample> samples = new ArrayList<>();
    for (long next = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        next <= end || samples.isEmpty();
        next += TimeUnit.MINUTES.toNanos(1)) {
      pause(TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime()));
      Sample sample = Sample.of(server);
      samples.add(sample);
      System.err.printf(
          Locale.ROOT,
          "  minute %d: heap %.0f MB, %.0f threads, %.0f connections, %.0f members; %s%n",
          samples.size(),
          sample.heapBytes / 1e6,
          sample.threads,
          sample.connections,
          sample.members,
          done);
    }
    for (Thread person : people) {
      try {
        person.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return samples;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(Math.max(0, millis));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the server has at one moment. */
  private record Sample(double heapBytes, double threads, double connections, double members) {
    static Sample of(ServerUnderTest server) throws IOException {
      server.collectGarbage();
      String figures = get(server.uri().resolve("/metrics"));
      return new Sample(
          figure(figures, "jvm_memory_used_bytes{area=\"heap\"}"),
          figure(figures, "jvm_threads_current"),
          figure(figures, "confab_connections"),
          figure(figures, "confab_members"));
    }

    private static String get(URI uri) throws IOException {
      try {
        return HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static double figure(String metrics, String name) {
      return metrics
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no figure " + name + " in " + metrics));
    }
  }

  /** What people do in a room. */
  private enum Act {
    SAY,
    LIST,
    SIT,
    STAND,
    INVITE,
    ANSWER,
    RENAME,
    DROP,
    REENTER,
    DESTROY
  }

  /** One who is sometimes there; the first ones are hosts, of a room each. */
  private final class Person {
    final String userId;
    private final int number;
    private final Random random;

    Person(int number) {
      this.userId = "soak-" + number;
      this.number = number;
      this.random = new Random(number);
    }

    void live() {
      while (System.nanoTime() < end) {
        try {
          visit();
        } catch (ConfabException e) {
          count(e);
        }
        pause(random.nextInt(500));
      }
    }

    /** Half of them say goodbye. */
    private void visit() {
      String room = "room-" + (number < ROOMS ? number : random.nextInt(ROOMS));
      try (ConfabClient client = ConfabClient.connect(server)) {
        client.login(keys.sdkAppId(), userId, () -> keys.userSig(userId));
        client.on("onRequestReceived", event -> consider(client, event.request()));
        enter(client, room);
        for (int i = random.nextInt(40); i >= 0 && System.nanoTime() < end; i--) {
          Act act = next();
          try {
            perform(client, room, act);
            done.computeIfAbsent(act, any -> new AtomicLong()).incrementAndGet();
            if (act == Act.DROP) {
              return;
            }
          } catch (ConfabException e) {
            count(e);
          }
          pause(random.nextInt(300));
        }
        client.logout();
      }
    }

    /**
     * Answers a part of what is asked; the rest is answered later, by {@link Act#ANSWER}, or
     * lapses.
     */
    private void consider(ConfabClient client, RequestInfo request) {
      if (random.nextInt(3) == 0) {
        return;
      }
      try {
        client.seats().answer(request.requestId(), random.nextBoolean());
        answered.incrementAndGet();
      } catch (ConfabException e) {
        count(e);
      }
    }

    private Act next() {
      List<Act> some = random.nextInt(20) == 0 ? RARE : FREQUENT;
      return some.get(random.nextInt(some.size()));
    }

    private void enter(ConfabClient client, String room) {
      try {
        client.rooms().enter(room);
      } catch (RefusedException none) {
        if (number >= ROOMS) {
          throw none;
        }
        client
            .rooms()
            .create(
                Json.object()
                    .put("roomId", room)
                    .put("isSeatEnabled", true)
                    .put("maxSeatCount", 3)
                    .put("seatMode", 1 + random.nextInt(2)));
        client.rooms().enter(room);
      }
    }

    private void perform(ConfabClient client, String room, Act act) {
      switch (act) {
        case SAY -> client.chat().say("I think that " + random.nextInt());
        case LIST -> client.rooms().members();
        case SIT -> client.seats().take(Seats.ANY, OPEN_FOR);
        case STAND -> client.seats().leave();
        case INVITE -> {
          List<UserInfo> members = client.rooms().members();
          client
              .seats()
              .invite(members.get(random.nextInt(members.size())).userId(), Seats.ANY, OPEN_FOR);
        }
        case ANSWER ->
            client
                .seats()
                .applications()
                .forEach(request -> client.seats().answer(request.requestId(), true));
        case RENAME -> client.setSelfInfo("Name " + random.nextInt(), null);
        case REENTER -> {
          client.rooms().exit();
          enter(client, room);
        }
        case DESTROY -> {
          client.rooms().destroy();
          enter(client, room);
        }
        case DROP -> client.close();
      }
    }

    private void count(ConfabException e) {
      if (e instanceof RefusedException) {
        refused.incrementAndGet();
      } else if (e instanceof DisconnectedException) {
        dropped.incrementAndGet();
      } else if (failed.getAndIncrement() < 10) {
        System.err.println("  " + userId + ": " + e);
      }
    }
  }
}
