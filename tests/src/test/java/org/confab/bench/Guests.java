package org.confab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;

/**
 * Clients that are logged in and whose every message is read, which costs the load client more than
 * {@link Crowd} does; a benchmark says what they make of it.
 */
abstract class Guests implements AutoCloseable, Swarm.Listener {
  /** As many connect at a time. */
  private static final int AT_ONCE = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LOGIN = 1;

  final List<Swarm.Client> clients = new ArrayList<>();

  private final Swarm swarm = new Swarm();
  private final AtomicInteger loggedIn = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Keys keys;

  Guests(Keys keys) throws IOException {
    this.keys = keys;
  }

  /** Connects and logs in {@code <prefix>0}, {@code <prefix>1} … */
  void come(URI server, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      clients.add(swarm.connect(server, "/ws", this, prefix + i));
      if (i % AT_ONCE == AT_ONCE - 1) {
        int sofar = i + 1;
        until("logged in", () -> loggedIn.get() >= sofar);
      }
    }
    until("logged in", () -> loggedIn.get() == count);
  }

  /** Calls a method as each of them, without waiting. */
  void all(int id, String method, ObjectNode params) {
    String frame =
        Json.write(
            Json.object()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .set("params", params));
    clients.forEach(client -> client.send(frame));
  }

  void until(String what, Callable<Boolean> condition) {
    Awaitility.await("all are " + what)
        .atMost(PATIENCE)
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              if (lost.get() > 0) {
                throw new IllegalStateException(lost.get() + " clients were closed");
              }
              return condition.call();
            });
  }

  /** The answer to what was asked with the id; called on the swarm's thread. */
  abstract void answered(Swarm.Client client, int id, JsonNode answer);

  /** Something that was told; called on the swarm's thread. */
  abstract void told(Swarm.Client client, String event, JsonNode params);

  @Override
  public void opened(Swarm.Client client) {
    client.send(keys.login(LOGIN, String.valueOf(client.state)));
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
    int id = message.path("id").asInt();
    if (id == LOGIN) {
      if (message.has("error")) {
        throw new IllegalStateException("refused: " + message);
      }
      loggedIn.incrementAndGet();
    } else if (id > LOGIN) {
      answered(client, id, message);
    } else {
      told(client, message.path("method").asText(), message.path("params"));
    }
  }

  @Override
  public void closed(Swarm.Client client, int code) {
    if (lost.getAndIncrement() == 0) {
      System.err.println("  a client was closed with " + code);
    }
  }

  @Override
  public void close() throws IOException {
    swarm.close();
  }
}
