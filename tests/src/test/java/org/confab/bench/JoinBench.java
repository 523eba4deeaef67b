package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.confab.json.Json;
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
      Keys keys = Keys.of(server.data());
      for (String room : List.of("warm", "measured")) {
        HttpLoad.post(
            server.uri(),
            keys.command("room_engine_http_srv", "create_room"),
            "{\"RoomInfo\":{\"RoomId\":\"" + room + "\",\"RoomType\":\"Conference\"}}");
      }
      join(server.uri(), keys, "warm", "w");
      Joined joined = join(server.uri(), keys, "measured", "m");
      report.add("all are in", joined.secondsIn(), "s", 0, "");
      report.add(
          "all have the same list",
          joined.secondsSame(),
          "s",
          naive,
          joined.lists() + " lists differ");
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

  private record Joined(double secondsIn, double secondsSame, int lists) {}

  private static Joined join(URI server, Keys keys, String room, String prefix) throws IOException {
    try (Swarm swarm = new Swarm()) {
      Newcomers newcomers = new Newcomers(keys, room, prefix);
      List<Swarm.Client> clients = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        clients.add(swarm.connect(server, "/ws", newcomers));
        int sofar = i;
        if (i % 100 == 99) {
          until("logged in", () -> newcomers.loggedIn.get() > sofar - 100);
        }
      }
      until("logged in", () -> newcomers.loggedIn.get() == MEMBERS);
      long start = System.nanoTime();
      for (Swarm.Client client : clients) {
        client.send(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\""
                + room
                + "\"}}");
      }
      until("in", () -> newcomers.entered.get() == MEMBERS);
      double in = (System.nanoTime() - start) / 1e9;
      try {
        until("listed", () -> newcomers.complete.get() == MEMBERS);
      } catch (org.awaitility.core.ConditionTimeoutException e) {
        newcomers.members.forEach(
            m -> {
              if (!m.complete) System.err.println("  " + m.userId + " knows " + m.known.size());
            });
        throw e;
      }
      double same = (newcomers.lastComplete.get() - start) / 1e9;
      Set<Set<String>> lists = new HashSet<>();
      newcomers.members.forEach(member -> lists.add(member.known));
      return new Joined(in, same, lists.size() - 1);
    }
  }

  private static void until(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await("all are " + what)
        .atMost(1, TimeUnit.MINUTES)
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .until(condition);
  }

  /** What one client knows of the members. */
  private static final class Member {
    final Set<String> known = new HashSet<>();
    final String userId;
    boolean complete;

    Member(String userId) {
      this.userId = userId;
    }
  }

  /** Does what the engine does: enters, asks for the list, follows the events. */
  private static final class Newcomers implements Swarm.Listener {
    final AtomicInteger loggedIn = new AtomicInteger();
    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger complete = new AtomicInteger();
    final AtomicLong lastComplete = new AtomicLong();
    final Queue<Member> members = new ConcurrentLinkedQueue<>();

    private final Keys keys;
    private final String room;
    private final String prefix;
    private final AtomicInteger numbers = new AtomicInteger();

    Newcomers(Keys keys, String room, String prefix) {
      this.keys = keys;
      this.room = room;
      this.prefix = prefix;
    }

    @Override
    public void opened(Swarm.Client client) {
      String userId = prefix + numbers.incrementAndGet();
      Member member = new Member(userId);
      members.add(member);
      client.state = member;
      client.send(keys.login(1, userId));
    }

    @Override
    public void message(Swarm.Client client, byte[] payload, int length) {
      JsonNode frame = Json.read(new String(payload, 0, length, StandardCharsets.UTF_8));
      if (frame.isArray()) {
        frame.forEach(message -> one(client, message));
      } else {
        one(client, frame);
      }
    }

    private void one(Swarm.Client client, JsonNode message) {
      Member member = (Member) client.state;
      if (member == null) {
        throw new IllegalStateException("opened first");
      }
      if (message.has("error")) {
        throw new IllegalStateException("refused: " + message);
      }
      switch (message.path("id").asInt()) {
        case 1 -> loggedIn.incrementAndGet();
        case 2 -> {
          entered.incrementAndGet();
          member.known.add(member.userId);
          client.send(
              "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"getUserList\",\"params\":{\"roomId\":\""
                  + room
                  + "\"}}");
        }
        case 3 -> add(member, message.path("result").path("userList"));
        default -> {
          JsonNode params = message.path("params");
          add(member, params.path("entered"));
          if (params.has("userInfo")) {
            member.known.add(params.path("userInfo").path("userId").asText());
          }
        }
      }
      if (!member.complete && member.known.size() == MEMBERS) {
        member.complete = true;
        lastComplete.set(System.nanoTime());
        complete.incrementAndGet();
      }
    }

    private static void add(Member member, JsonNode users) {
      users.forEach(user -> member.known.add(user.path("userId").asText()));
    }

    @Override
    public void closed(Swarm.Client client, int code) {
      System.err.println("  a client was closed: " + code);
    }
  }
}
