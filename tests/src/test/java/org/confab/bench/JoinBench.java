package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;

/**
 * 1,000 clients enter one room at once. It ends when every one of them has the whole list of
 * members. The bare counterpart tells everybody of each one who comes, and ends when all was told.
 */
final class JoinBench {
  private static final int MEMBERS = 1000;

  private JoinBench() {}

  static void run() throws IOException {
    Report report = new Report("join");
    report.condition("members", String.valueOf(MEMBERS));
    report.condition("database", System.getenv().getOrDefault("CONFAB_DB_URL", "H2, file"));
    report.condition("server", "Payara Micro, 1 GiB heap");
    double naive;
    try (BareServer bare = BareServer.start()) {
      naive(bare.uri(), MEMBERS / 5);
      naive = naive(bare.uri(), MEMBERS);
      report.add("naive: an event per join to all", naive, "s", 0, "");
    }
    try (ServerUnderTest server = ServerUnderTest.start(Bench.settings())) {
      Administrator administrator = new Administrator(server);
      administrator.createRoom("warm");
      administrator.createRoom("measured");
      join(server.uri(), administrator.keys(), "warm", "w");
      Joined joined = join(server.uri(), administrator.keys(), "measured", "m");
      report.add("all are in", joined.secondsIn(), "s", 0, "");
      report.add(
          "all have the same list",
          joined.secondsSame(),
          "s",
          naive,
          joined.differing() + " lists differ");
    }
    report.finish();
  }

  private static double naive(URI server, int members) throws IOException {
    try (Crowd crowd = new Crowd(server, "/naive", members, "\"entered\"")) {
      long start = System.nanoTime();
      for (int i = 0; i < members; i++) {
        crowd.clients.get(i).send("{\"entered\":\"user-" + i + "\"}");
      }
      crowd.await("told", () -> crowd.delivered.get() >= (long) members * members);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Seconds until all are in, and until all know all; how many lists there are but one. */
  private record Joined(double secondsIn, double secondsSame, int differing) {}

  private static Joined join(URI server, Keys keys, String room, String prefix) throws IOException {
    try (Newcomers newcomers = new Newcomers(keys, room)) {
      newcomers.come(server, prefix, MEMBERS);
      final long start = System.nanoTime();
      newcomers.all(Newcomers.ENTER, "enterRoom", Json.object().put("roomId", room));
      newcomers.until("in", () -> newcomers.entered.get() == MEMBERS);
      double in = (System.nanoTime() - start) / 1e9;
      newcomers.until("listed", () -> newcomers.complete.get() == MEMBERS);
      double same = (newcomers.lastComplete.get() - start) / 1e9;
      return new Joined(in, same, new HashSet<>(newcomers.known.values()).size() - 1);
    }
  }

  /** Do what the engine does: enter, ask for the list, follow the events. */
  private static final class Newcomers extends Guests {
    static final int ENTER = 2;
    static final int LIST = 3;

    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger complete = new AtomicInteger();
    final AtomicLong lastComplete = new AtomicLong();
    final Map<Swarm.Client, Set<String>> known = new ConcurrentHashMap<>();

    private final String room;

    Newcomers(Keys keys, String room) throws IOException {
      super(keys);
      this.room = room;
    }

    @Override
    void answered(Swarm.Client client, int id, JsonNode answer) {
      if (answer.has("error")) {
        throw new IllegalStateException("refused: " + answer);
      }
      if (id == ENTER) {
        entered.incrementAndGet();
        add(client, List.of(String.valueOf(client.state)));
        client.send(
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + LIST
                + ",\"method\":\"getUserList\",\"params\":{\"roomId\":\""
                + room
                + "\"}}");
      } else {
        add(client, answer.path("result").path("userList").findValuesAsText("userId"));
      }
    }

    @Override
    void told(Swarm.Client client, String event, JsonNode params) {
      switch (event) {
        case "onRemoteUserEnterRoom" ->
            add(client, List.of(params.path("userInfo").path("userId").asText()));
        case "onRemoteUsersChanged" ->
            add(client, params.path("entered").findValuesAsText("userId"));
        default -> {
          // tells of nobody new
        }
      }
    }

    private void add(Swarm.Client client, List<String> users) {
      Set<String> all = known.computeIfAbsent(client, key -> new HashSet<>());
      boolean before = all.size() == MEMBERS;
      all.addAll(users);
      if (!before && all.size() == MEMBERS) {
        lastComplete.set(System.nanoTime());
        complete.incrementAndGet();
      }
    }
  }
}
