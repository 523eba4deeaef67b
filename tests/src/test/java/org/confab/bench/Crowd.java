package org.confab.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.confab.tests.kit.Keys;
import org.jspecify.annotations.Nullable;

/** Many clients of one server; on ours they log in. Counts what they get. */
final class Crowd implements AutoCloseable, Swarm.Listener {
  private static final long HEARTBEAT_MILLIS = 8_000;

  final List<Swarm.Client> clients = new ArrayList<>();
  final AtomicLong delivered = new AtomicLong();
  final AtomicInteger answered = new AtomicInteger();
  final AtomicInteger lost = new AtomicInteger();
  final Latencies latencies = new Latencies();
  volatile int lastCloseCode;

  private final Swarm swarm = new Swarm();
  private final Timer heartbeats = new Timer("heartbeats", true);
  private final AtomicInteger opened = new AtomicInteger();
  private final byte[] marker;
  private final byte[] answerMarker = "\"result\"".getBytes(StandardCharsets.US_ASCII);
  private final byte[] stamp = "T-".getBytes(StandardCharsets.US_ASCII);
  private final int size;
  private final @Nullable Keys keys;

  /**
   * Clients of the bare server.
   *
   * @param marker what each delivery holds once
   */
  Crowd(URI server, String path, int size, String marker) throws IOException {
    this(size, marker, null);
    connect(server, path, opened);
  }

  /** Clients of ours, each logged in as soon as it is connected, and kept alive. */
  Crowd(URI server, int size, String marker, Keys keys) throws IOException {
    this(size, marker, keys);
    heartbeats.schedule(
        new TimerTask() {
          @Override
          public void run() {
            clients.forEach(
                c -> c.send("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{}}"));
          }
        },
        HEARTBEAT_MILLIS,
        HEARTBEAT_MILLIS);
    connect(server, "/ws", answered);
  }

  private Crowd(int size, String marker, @Nullable Keys keys) throws IOException {
    this.size = size;
    this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    this.keys = keys;
  }

  private void connect(URI server, String path, AtomicInteger done) {
    for (int i = 0; i < size; i++) {
      clients.add(swarm.connect(server, path, this));
      if (i % 100 == 99) {
        int upTo = i + 1;
        await("connected", () -> done.get() >= upTo);
      }
    }
    await("connected", () -> done.get() == size);
  }

  void enter(String roomId) {
    each(i -> entering(roomId), "in the room");
  }

  /** The same without waiting for some before others go. */
  void enterAtOnce(String roomId) {
    answered.set(0);
    clients.forEach(client -> client.send(entering(roomId)));
    await("in the room", () -> answered.get() >= size);
  }

  private static String entering(String roomId) {
    return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"enterRoom\",\"params\":{\"roomId\":\""
        + roomId
        + "\"}}";
  }

  private void each(java.util.function.IntFunction<String> frame, String what) {
    answered.set(0);
    for (int i = 0; i < size; i++) {
      clients.get(i).send(frame.apply(i));
      int sent = i;
      if (i % 50 == 49) {
        await(what, () -> answered.get() >= sent - 50);
      }
    }
    await(what, () -> answered.get() >= size);
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await("all " + size + " are " + what)
        .atMost(10, TimeUnit.MINUTES)
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              if (lost.get() > 0) {
                throw new IllegalStateException("a client was closed with " + lastCloseCode);
              }
              return condition.call();
            });
  }

  @Override
  public void opened(Swarm.Client client) {
    int number = opened.incrementAndGet();
    if (keys != null) {
      client.send(keys.login(1, "user-" + number));
    }
  }

  @Override
  public void message(Swarm.Client client, byte[] payload, int length) {
    int found = Bytes.count(payload, length, marker);
    if (found > 0) {
      delivered.addAndGet(found);
      if (client == clients.get(0)) {
        time(payload, length);
      }
    }
    answered.addAndGet(Bytes.count(payload, length, answerMarker));
  }

  /** Messages carry {@code T-<nanoseconds>-}. */
  private void time(byte[] payload, int length) {
    for (int at = Bytes.find(payload, 0, length, stamp);
        at >= 0;
        at = Bytes.find(payload, at, length, stamp)) {
      at += stamp.length;
      latencies.add(System.nanoTime() - Bytes.number(payload, at, length));
    }
  }

  @Override
  public void closed(Swarm.Client client, int code) {
    lost.incrementAndGet();
    lastCloseCode = code;
  }

  @Override
  public void close() throws IOException {
    heartbeats.cancel();
    swarm.close();
  }
}
