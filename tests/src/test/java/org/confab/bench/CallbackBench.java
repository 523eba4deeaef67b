package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;

/**
 * Rooms are renamed as fast as the server does it, and each change is called back: how many a
 * second arrive, and whether those of a room do so in order; and how fast those are delivered that
 * gathered while the receiver was away. Beside it the same receiver is posted to by a plain loop in
 * the load client, with as many at a time as the server has couriers.
 */
final class CallbackBench {
  private static final int CONNECTIONS = 8;
  private static final int COURIERS = 16;
  private static final int ROOMS = 400;
  private static final Duration BARE_WARM = Duration.ofSeconds(40);

  /** Long, because the compiler shares the cores with server, load and receiver. */
  private static final Duration WARM = Duration.ofMinutes(4);

  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final Duration GATHERED = Duration.ofSeconds(15);

  /** Longer than what gathers takes, so that it is delivered with nothing else to do. */
  private static final String RETRY_SECONDS = "20,20,20";

  private static final Duration DRAINED = Duration.ofMinutes(5);

  private CallbackBench() {}

  /**
   * @param databases {@code h2}, {@code postgresql}
   */
  static void run(List<String> databases) throws IOException {
    Report report = new Report("callbacks");
    report.condition("rooms", String.valueOf(ROOMS));
    report.condition("server", "Payara Micro, 1 GiB heap");
    for (String which : databases) {
      try (RestDatabase database = RestDatabase.of(which);
          Receiver receiver = new Receiver()) {
        Map<String, String> settings = new HashMap<>(Bench.settings());
        settings.putAll(database.settings());
        settings.put("CONFAB_HEAP", "1g");
        settings.put("CONFAB_CALLBACK_RETRY_SECONDS", RETRY_SECONDS);
        double bare = bare(receiver);
        try (ServerUnderTest server = ServerUnderTest.start(settings)) {
          measure(report, database.name, server, receiver, bare);
        }
      }
    }
    report.finish();
  }

  private static void measure(
      Report report, String database, ServerUnderTest server, Receiver receiver, double bare)
      throws IOException {
    Administrator administrator = new Administrator(server);
    String rename = administrator.keys().command("room_engine_http_srv", "update_room_info");
    for (int i = 0; i < ROOMS; i++) {
      administrator.createRoom("r" + i);
    }
    administrator.call(
        "room_config",
        "set_callback",
        "{\"Url\":\""
            + receiver.uri()
            + "\",\"CallbackCommandList\":[\"Room.CallbackAfterUpdateRoomInfo\"]}");
    AtomicLong names = new AtomicLong();
    // a room is changed by one cycle at a time, so its names are in the order of its changes
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    run(server.uri(), rename, WARM, names, taken);
    receiver.awaitAll(names.get());
    receiver.forget();
    final long before = names.get();
    final long start = System.nanoTime();
    HttpLoad.Result load = run(server.uri(), rename, MEASURED, names, taken);
    final long during = receiver.received.get();
    final double loaded = (System.nanoTime() - start) / 1e9;
    receiver.awaitAll(names.get() - before);
    double whole = (receiver.last - start) / 1e9;
    report.add(
        database + ": changed by update_room_info",
        load.perSecond(),
        "requests/s",
        0,
        load.failed() + " failed");
    report.add(database + ": delivered beside that", during / loaded, "callbacks/s", bare, "");
    report.add(
        database + ": delivered until all were",
        (names.get() - before) / whole,
        "callbacks/s",
        bare,
        receiver.arrived(names.get() - before));
    receiver.forget();
    receiver.away = true;
    long gathering = names.get();
    run(server.uri(), rename, GATHERED, names, taken);
    receiver.away = false;
    long gathered = names.get() - gathering;
    receiver.awaitAll(gathered);
    report.add(
        database + ": delivered of what gathered while the receiver was away",
        gathered / ((receiver.last - receiver.first) / 1e9),
        "callbacks/s",
        bare,
        receiver.arrived(gathered));
  }

  private static HttpLoad.Result run(
      URI server, String rename, Duration duration, AtomicLong names, Set<Integer> taken) {
    ThreadLocal<Integer> room = new ThreadLocal<>();
    return HttpLoad.run(
        server,
        CONNECTIONS,
        duration,
        0,
        n -> {
          Integer mine = room.get();
          if (mine != null) {
            taken.remove(mine);
          }
          int next = (int) (n % ROOMS);
          while (!taken.add(next)) {
            next = (next + 1) % ROOMS;
          }
          room.set(next);
          return List.of(
              new HttpLoad.Post(
                  rename,
                  "{\"RoomInfo\":{\"RoomId\":\"r%d\",\"RoomName\":\"%d\"}}"
                      .formatted(next, names.incrementAndGet())));
        });
  }

  /** Posts of a callback's size to the receiver, each when one before it was answered. */
  private static double bare(Receiver receiver) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    AtomicLong numbers = new AtomicLong();
    ExecutorService couriers = Executors.newFixedThreadPool(COURIERS);
    Duration all = BARE_WARM.plus(MEASURED);
    long start = System.nanoTime();
    AtomicLong counted = new AtomicLong();
    for (int i = 0; i < COURIERS; i++) {
      couriers.execute(
          () -> {
            while (System.nanoTime() - start < all.toNanos()) {
              String body =
                  "{\"RoomInfo\":{\"RoomId\":\"bare-%1$d\",\"RoomName\":\"%1$d\",\"CustomInfo\":\"%2$s\"}}"
                      .formatted(numbers.incrementAndGet() % ROOMS, "x".repeat(300));
              HttpRequest request =
                  HttpRequest.newBuilder(receiver.uri())
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build();
              try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
              } catch (IOException closed) {
                continue; // the receiver has just closed the connection, as it does now and then
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              if (System.nanoTime() - start > BARE_WARM.toNanos()) {
                counted.incrementAndGet();
              }
            }
          });
    }
    couriers.shutdown();
    try {
      if (!couriers.awaitTermination(all.toSeconds() + 60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the receiver does not answer");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    receiver.forget();
    return counted.get() / (double) MEASURED.toSeconds();
  }

  /** An application's server on loopback, which looks at the order in each room. */
  private static final class Receiver implements AutoCloseable {
    final AtomicLong received = new AtomicLong();
    final AtomicLong misplaced = new AtomicLong();
    volatile long first;
    volatile long last;
    volatile boolean away;
    private final Map<String, Long> names = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(COURIERS);
    private final HttpServer http;

    Receiver() throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      http.createContext("/", this::receive);
      http.setExecutor(threads);
      http.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    private void receive(HttpExchange exchange) throws IOException {
      try (exchange) {
        JsonNode room = Json.read(exchange.getRequestBody().readAllBytes()).path("RoomInfo");
        long name = room.path("RoomName").asLong();
        if (away) {
          exchange.sendResponseHeaders(503, -1);
          return;
        }
        Long before = names.put(room.path("RoomId").asText(), name);
        if (before != null && before > name) {
          misplaced.incrementAndGet();
        }
        last = System.nanoTime();
        if (received.incrementAndGet() == 1) {
          first = last;
        }
        exchange.sendResponseHeaders(200, -1);
      }
    }

    void forget() {
      received.set(0);
      misplaced.set(0);
      names.clear();
    }

    String arrived(long wanted) {
      return String.format(
          Locale.ROOT, "%d of %d, %d out of order", received.get(), wanted, misplaced.get());
    }

    void awaitAll(long wanted) {
      long end = System.nanoTime() + DRAINED.toNanos();
      while (received.get() < wanted && System.nanoTime() < end) {
        try {
          Thread.sleep(10);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void close() {
      http.stop(0);
      threads.shutdown();
    }
  }
}
