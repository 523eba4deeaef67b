package org.confab.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Our session with one Janus process, over its WebSocket. Requests have time-outs; a lost socket is
 * opened anew and the session claimed, so that media goes on; a Janus that does not answer is given
 * up. Everything but the constructor is called on the loop, and every future is completed there.
 */
final class JanusConnection {
  /** Told on the loop. */
  interface Owner {
    /** There is a session, for the first time. */
    void opened();

    /** The socket was lost for a while; events of that time are missing. */
    void claimed();

    /** Nothing more will come of this connection. */
    void gaveUp(String why);
  }

  private static final System.Logger LOG = System.getLogger(JanusConnection.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final Duration RETRY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PING = Duration.ofSeconds(2);

  /** Less than half of the session's time-out of 60 s. */
  private static final Duration KEEPALIVE = Duration.ofSeconds(25);

  private static final int PINGS_MISSED = 3;
  private static final int LONGEST_QUEUE = 20_000;
  private static final int LARGEST_MESSAGE = 16 << 20;

  /** A request that waits for its answer; an ack is not yet it. */
  private record Pending(CompletableFuture<JsonNode> answer, Future<?> timeout) {}

  private final HttpClient http;
  private final JanusEndpoint endpoint;
  private final ScheduledExecutorService loop;
  private final Owner owner;
  private final Map<String, Pending> pending = new HashMap<>();
  private final Map<Long, JanusHandle> handles = new HashMap<>();
  private final ArrayDeque<String> outgoing = new ArrayDeque<>();
  private final List<Future<?>> timers = new ArrayList<>();
  private @Nullable WebSocket socket;
  private boolean sending;
  private boolean closed;
  private long session;
  private long transactions;
  private int pingsMissed;
  private long giveUpAt;

  JanusConnection(
      HttpClient http, JanusEndpoint endpoint, ScheduledExecutorService loop, Owner owner) {
    this.http = http;
    this.endpoint = endpoint;
    this.loop = loop;
    this.owner = owner;
  }

  void open() {
    giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    connect();
    timers.add(every(KEEPALIVE, this::keepAlive));
    timers.add(every(PING, this::ping));
  }

  /** Drops everything; requests that wait fail. */
  void close() {
    closed = true;
    timers.forEach(timer -> timer.cancel(false));
    abort();
    handles.clear();
  }

  /** Drops the socket, as a broken network would; the session is claimed by a new one. */
  void abort() {
    WebSocket dropped = socket;
    socket = null;
    outgoing.clear();
    sending = false;
    if (dropped != null) {
      dropped.abort();
    }
    List<Pending> waiting = List.copyOf(pending.values());
    pending.clear();
    waiting.forEach(
        p -> {
          p.timeout.cancel(false);
          p.answer.completeExceptionally(new JanusLost("the connection to Janus was lost"));
        });
    if (!closed && dropped != null) {
      giveUpAt = System.nanoTime() + PATIENCE.toNanos();
      connect();
    }
  }

  /**
   * @param label shows up in Janus' log
   */
  CompletableFuture<JanusHandle> attach(String label, JanusHandle.Events events) {
    ObjectNode attach = Json.object().put("janus", "attach").put("session_id", session);
    attach.put("plugin", "janus.plugin.videoroom").put("opaque_id", label);
    return send(attach)
        .thenApply(
            answer -> {
              JanusHandle handle =
                  new JanusHandle(this, answer.path("data").path("id").asLong(), events);
              handles.put(handle.id(), handle);
              return handle;
            });
  }

  /** Creates rooms: the VideoRoom asks the key of its administrator for it. */
  String adminKey() {
    return endpoint.adminKey();
  }

  CompletableFuture<JanusHandle.Reply> message(
      JanusHandle to, ObjectNode body, @Nullable ObjectNode jsep) {
    ObjectNode message = addressed("message", to);
    message.set("body", body);
    if (jsep != null) {
      message.set("jsep", jsep);
    }
    return send(message).thenApply(JanusConnection::reply);
  }

  /** Sends what needs no answer. */
  void tell(JanusHandle to, String what, ObjectNode candidate) {
    ObjectNode message = addressed(what, to);
    message.set("candidate", candidate);
    post(message);
  }

  void detach(JanusHandle handle) {
    if (handles.remove(handle.id()) != null) {
      post(addressed("detach", handle));
    }
  }

  private ObjectNode addressed(String what, JanusHandle to) {
    return Json.object().put("janus", what).put("session_id", session).put("handle_id", to.id());
  }

  private static JanusHandle.Reply reply(JsonNode answer) {
    JsonNode data = answer.path("plugindata").path("data");
    if (data.has("error_code")) {
      throw new JanusRefused(data.path("error_code").asInt(), data.path("error").asText());
    }
    JsonNode sdp = answer.path("jsep").path("sdp");
    return new JanusHandle.Reply(data, sdp.isTextual() ? sdp.asText() : null);
  }

  private CompletableFuture<JsonNode> send(ObjectNode request) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    if (socket == null) {
      answer.completeExceptionally(new JanusLost("there is no connection to Janus"));
      return answer;
    }
    String transaction = post(request);
    Future<?> timeout =
        loop.schedule(
            () -> {
              if (pending.remove(transaction) != null) {
                answer.completeExceptionally(new JanusLost("Janus did not answer in time"));
              }
            },
            TIMEOUT.toMillis(),
            TimeUnit.MILLISECONDS);
    pending.put(transaction, new Pending(answer, timeout));
    return answer;
  }

  /** Gives the transaction's name. */
  private String post(ObjectNode request) {
    String transaction = Long.toString(++transactions, Character.MAX_RADIX);
    request.put("transaction", transaction).put("apisecret", endpoint.apiSecret());
    if (socket != null) {
      outgoing.add(Json.write(request));
      if (outgoing.size() > LONGEST_QUEUE) {
        giveUp("it does not read");
      } else {
        flush();
      }
    }
    return transaction;
  }

  private void flush() {
    WebSocket current = socket;
    String next;
    if (sending || current == null || (next = outgoing.poll()) == null) {
      return;
    }
    sending = true;
    var unused =
        current
            .sendText(next, true)
            .whenCompleteAsync(
                (sent, failure) -> {
                  if (socket == current) {
                    sending = false;
                    if (failure == null) {
                      flush();
                    } else {
                      abort();
                    }
                  }
                },
                loop);
  }

  private void connect() {
    if (closed) {
      return;
    }
    var unused =
        http.newWebSocketBuilder()
            .subprotocols("janus-protocol")
            .connectTimeout(Duration.ofSeconds(2))
            .buildAsync(endpoint.uri(), new Inbox())
            .whenCompleteAsync(this::connected, loop);
  }

  private void connected(@Nullable WebSocket opened, @Nullable Throwable failure) {
    if (closed) {
      if (opened != null) {
        opened.abort();
      }
    } else if (opened != null) {
      socket = opened;
      sending = false;
      pingsMissed = 0;
      if (session == 0) {
        create();
      } else {
        claim();
      }
    } else if (System.nanoTime() > giveUpAt) {
      giveUp("it does not accept connections: " + failure);
    } else {
      var unused = loop.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void create() {
    var unused =
        send(Json.object().put("janus", "create"))
            .whenComplete(
                (answer, failure) -> {
                  if (answer != null) {
                    session = answer.path("data").path("id").asLong();
                    owner.opened();
                  } else {
                    giveUp("it gives no session: " + failure);
                  }
                });
  }

  private void claim() {
    var unused =
        send(Json.object().put("janus", "claim").put("session_id", session))
            .whenComplete(
                (answer, failure) -> {
                  if (answer != null) {
                    LOG.log(Level.INFO, "The connection to Janus was lost and is back.");
                    owner.claimed();
                  } else {
                    giveUp("its session is gone: " + failure);
                  }
                });
  }

  private void keepAlive() {
    if (session != 0) {
      post(Json.object().put("janus", "keepalive").put("session_id", session));
    }
  }

  private void ping() {
    if (socket == null) {
      return;
    }
    pingsMissed++;
    if (pingsMissed > PINGS_MISSED) {
      giveUp("it does not answer");
      return;
    }
    var unused =
        send(Json.object().put("janus", "ping"))
            .thenRun(() -> pingsMissed = 0)
            .exceptionally(e -> null);
  }

  private Future<?> every(Duration period, Runnable task) {
    return loop.scheduleAtFixedRate(
        task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void giveUp(String why) {
    if (!closed) {
      close();
      owner.gaveUp(why);
    }
  }

  private void received(WebSocket from, JsonNode message) {
    if (from != socket) {
      return;
    }
    String kind = message.path("janus").asText();
    if (kind.equals("ack")) {
      return;
    }
    Pending waiting = pending.remove(message.path("transaction").asText());
    if (waiting != null) {
      waiting.timeout.cancel(false);
      if (kind.equals("error")) {
        JsonNode error = message.path("error");
        waiting.answer.completeExceptionally(
            new JanusRefused(error.path("code").asInt(), error.path("reason").asText()));
      } else {
        waiting.answer.complete(message);
      }
    } else if (kind.equals("timeout")) {
      giveUp("its session timed out");
    } else {
      happened(kind, message);
    }
  }

  private void happened(String kind, JsonNode message) {
    JanusHandle handle = handles.get(message.path("sender").asLong());
    if (handle == null) {
      return;
    }
    switch (kind) {
      case "webrtcup" -> handle.events().up();
      case "hangup" -> handle.events().hungUp(message.path("reason").asText());
      case "detached" -> {
        handles.remove(handle.id());
        handle.events().hungUp("detached");
      }
      case "slowlink" ->
          handle.events().slow(message.path("uplink").asBoolean(), message.path("lost").asInt());
      case "event" -> handle.events().said(message.path("plugindata").path("data"));
      default -> LOG.log(Level.TRACE, "Janus says {0}.", kind);
    }
  }

  /** Puts messages together and hands them to the loop. */
  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (text.length() > LARGEST_MESSAGE) {
        from.abort();
        loop.execute(() -> lost(from));
        return null;
      }
      if (last) {
        JsonNode message = Json.read(text.toString());
        text.setLength(0);
        loop.execute(() -> received(from, message));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      loop.execute(() -> lost(from));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      loop.execute(() -> lost(from));
    }

    private void lost(WebSocket from) {
      if (from == socket) {
        abort();
      }
    }
  }
}
