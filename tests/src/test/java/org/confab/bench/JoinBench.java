package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
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
      // once it lost 27 of a million, from several threads as it sends
      long nearlyAll = (long) members * members * 999 / 1000;
      crowd.await("told", () -> crowd.delivered.get() >= nearlyAll);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Seconds until all are in, and until all know all; how many lists there are but one. */
  private record Joined(double secondsIn, double secondsSame, int differing) {}

  private static Joined join(URI server, Keys keys, String room, String prefix) throws IOException {
    try (Newcomers newcomers = new Newcomers(keys, room, prefix)) {
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

  /**
   * Do what the engine does: enter, ask for the list, follow the events. Who is named in a frame is
   * known by it: nobody leaves. Frames are looked through as bytes, because a thousand lists of a
   * thousand names are much JSON for a load client that shares the cores.
   */
  private static final class Newcomers extends Guests {
    static final int ENTER = 2;
    static final int LIST = 3;

    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger complete = new AtomicInteger();
    final AtomicLong lastComplete = new AtomicLong();

    /** The numbers in the names of those known, by the client that knows them. */
    final Map<Swarm.Client, BitSet> known = new ConcurrentHashMap<>();

    private final byte[] name;
    private final String list;

    Newcomers(Keys keys, String room, String prefix) throws IOException {
      super(keys);
      name = ("\"userId\":\"" + prefix).getBytes(StandardCharsets.US_ASCII);
      list =
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + LIST
              + ",\"method\":\"getUserList\",\"params\":{\"roomId\":\""
              + room
              + "\"}}";
    }

    @Override
    public void message(Swarm.Client client, byte[] payload, int length) {
      if (!known.containsKey(client)) {
        super.message(client, payload, length);
      }
      BitSet names = known.get(client);
      if (names != null) {
        add(names, payload, length);
      }
    }

    @Override
    void answered(Swarm.Client client, int id, JsonNode answer) {
      if (answer.has("error")) {
        throw new IllegalStateException("refused: " + answer);
      }
      known.put(client, new BitSet(MEMBERS));
      entered.incrementAndGet();
      client.send(list);
    }

    @Override
    void told(Swarm.Client client, String event, JsonNode params) {
      // before the answer: the list will have it too
    }

    private void add(BitSet all, byte[] payload, int length) {
      boolean before = all.cardinality() == MEMBERS;
      for (int at = Bytes.find(payload, 0, length, name);
          at >= 0;
          at = Bytes.find(payload, at, length, name)) {
        at += name.length;
        all.set((int) Bytes.number(payload, at, length));
      }
      if (!before && all.cardinality() == MEMBERS) {
        lastComplete.set(System.nanoTime());
        complete.incrementAndGet();
      }
    }
  }
}
