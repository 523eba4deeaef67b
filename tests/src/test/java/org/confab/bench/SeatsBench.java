package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * 1,000 members of a room want one of its 16 seats at once: it ends when all are answered and all
 * know who sits where. The bare counterpart tells all of them sixteen times. Then 5,000 clients
 * enter one live room at once.
 */
final class SeatsBench {
  private static final int RACERS = 1000;
  private static final int SEATS = 16;
  private static final int AUDIENCE = 5000;

  /** Races, and counterparts of them, before the measured one: what is cold is slower by half. */
  private static final int WARM_UPS = 4;

  private SeatsBench() {}

  static void run() throws IOException {
    Report report = new Report("seats");
    report.condition("server", "Payara Micro, 1 GiB heap");
    double naive;
    try (BareServer bare = BareServer.start()) {
      for (int i = 0; i < WARM_UPS; i++) {
        naive(bare.uri());
      }
      naive = naive(bare.uri());
      report.add("naive: 16 events to 1,000", naive, "s", 0, "");
    }
    Map<String, String> settings = new HashMap<>(Bench.settings());
    settings.put("CONFAB_HEAP", "1g");
    try (ServerUnderTest server = ServerUnderTest.start(settings)) {
      Administrator administrator = new Administrator(server);
      for (int i = 0; i < WARM_UPS; i++) {
        create(administrator, "warm-" + i, "Conference");
        race(server.uri(), administrator.keys(), "warm-" + i);
      }
      create(administrator, "measured", "Conference");
      Race race = race(server.uri(), administrator.keys(), "measured");
      report.add(
          "1,000 race for 16 seats, all know who won",
          race.seconds(),
          "s",
          naive,
          race.winners() + " sit, " + race.lists() + " list(s) of seats");
      create(administrator, "live", "LivingRoom");
      double seconds = audience(server.uri(), administrator.keys());
      report.add("5,000 enter a live room at once", seconds, "s", 0, "");
      report.add("resident memory of the server", server.residentBytes() / 1e6, "MB", 0, "");
    }
    report.finish();
  }

  private static double naive(URI server) throws IOException {
    try (Crowd crowd = new Crowd(server, "/naive", RACERS, "\"seated\"")) {
      long start = System.nanoTime();
      for (int i = 0; i < SEATS; i++) {
        crowd.clients.get(i).send("{\"seated\":" + i + "}");
      }
      crowd.await("told", () -> crowd.delivered.get() >= (long) RACERS * SEATS);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void create(Administrator administrator, String room, String type) {
    JsonNode answer =
        administrator.rooms(
            "create_room",
            "{\"RoomInfo\":{\"RoomId\":\"%s\",\"RoomType\":\"%s\",\"MaxMemberCount\":10000,"
                    .formatted(room, type)
                + "\"IsSeatEnabled\":true,\"TakeSeatMode\":\"FreeToTake\",\"MaxSeatCount\":"
                + SEATS
                + "}}");
    if (answer.path("ErrorCode").asInt() != 0) {
      throw new IllegalStateException(answer.toString());
    }
  }

  private record Race(double seconds, int winners, int lists) {}

  private static Race race(URI server, Keys keys, String room) throws IOException {
    try (Racers racers = new Racers(keys)) {
      racers.come(server, room + "-", RACERS);
      racers.all(Racers.ENTER, "enterRoom", Json.object().put("roomId", room));
      racers.until("in", () -> racers.answers.get() == RACERS);
      racers.answers.set(0);
      final long start = System.nanoTime();
      racers.all(Racers.SIT, "takeSeat", Json.object().put("seatIndex", -1));
      racers.until("answered", () -> racers.answers.get() == RACERS);
      racers.until("told of the seats", () -> racers.full.size() == RACERS);
      return new Race(
          (System.nanoTime() - start) / 1e9,
          racers.seated.get(),
          new HashSet<>(racers.full.values()).size());
    }
  }

  private static double audience(URI server, Keys keys) throws IOException {
    try (Crowd crowd = new Crowd(server, AUDIENCE, "\"onRoomUserCountChanged\"", keys)) {
      long start = System.nanoTime();
      crowd.enterAtOnce("live");
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Each knows the seats as of the last event that told of them. */
  private static final class Racers extends Guests {
    static final int ENTER = 2;
    static final int SIT = 3;

    final AtomicInteger answers = new AtomicInteger();
    final AtomicInteger seated = new AtomicInteger();

    /** Who sits where when all seats are taken, by the client that knows so. */
    final Map<Swarm.Client, List<String>> full = new ConcurrentHashMap<>();

    Racers(Keys keys) throws IOException {
      super(keys);
    }

    @Override
    void answered(Swarm.Client client, int id, JsonNode answer) {
      if (id == ENTER && answer.has("error")) {
        throw new IllegalStateException("refused: " + answer);
      }
      if (id == SIT && answer.has("result")) {
        seated.incrementAndGet();
      }
      answers.incrementAndGet();
    }

    @Override
    void told(Swarm.Client client, String event, JsonNode params) {
      if (event.equals("onSeatListChanged")) {
        List<String> users = params.path("seatList").findValuesAsText("userId");
        if (users.stream().filter(user -> !user.isEmpty()).count() == SEATS) {
          full.put(client, users);
        }
      }
    }
  }
}
