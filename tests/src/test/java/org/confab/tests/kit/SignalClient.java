package org.confab.tests.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/** One client of the signalling, without media: calls methods, keeps what it is told. */
public final class SignalClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile int closeCode;

  public SignalClient(ServerUnderTest server) {
    this(server.uri());
  }

  public SignalClient(URI server) {
    URI address = URI.create(server.toString().replaceFirst("http", "ws") + "/ws");
    socket = HTTP.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  /** A client that is logged in. */
  public static SignalClient of(ServerUnderTest server, Keys keys, String userId) {
    SignalClient client = new SignalClient(server);
    client.logIn(keys, userId);
    return client;
  }

  /** The result of a login. */
  public JsonNode logIn(Keys keys, String userId) {
    return result("login", login(keys, userId));
  }

  /** Logs in as the client it was. */
  public JsonNode comeBack(Keys keys, String userId, String token, long seq) {
    ObjectNode params = login(keys, userId);
    params.putObject("resume").put("token", token).put("seq", seq);
    return result("login", params);
  }

  private static ObjectNode login(Keys keys, String userId) {
    return Json.object()
        .put("sdkAppId", keys.sdkAppId())
        .put("userId", userId)
        .put("userSig", keys.userSig(userId))
        .put("platform", "Web");
  }

  /** Enters a room and gives the result. */
  public JsonNode enter(String roomId) {
    return result("enterRoom", Json.object().put("roomId", roomId));
  }

  /** The result of a call; an error fails the test. */
  public JsonNode result(String method, ObjectNode params) {
    JsonNode answer = call(method, params);
    if (answer.has("error")) {
      throw new AssertionError(method + " was refused: " + answer.path("error"));
    }
    return answer.path("result");
  }

  public JsonNode result(String method) {
    return result(method, Json.object());
  }

  /** The code a call is refused with; 0 when it is not. */
  public int error(String method, ObjectNode params) {
    return call(method, params).path("error").path("code").asInt();
  }

  public int error(String method) {
    return error(method, Json.object());
  }

  private JsonNode call(String method, ObjectNode params) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    ObjectNode frame = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    frame.set("params", params);
    send(Json.write(frame));
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Sends a frame as it is. */
  public void send(String frame) {
    socket.sendText(frame, true).join();
  }

  public void sendBinary(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
  }

  /** Waits for an event of this name whose params satisfy the condition, and gives the params. */
  public JsonNode hears(String event, Predicate<JsonNode> condition) {
    Awaitility.await("is told " + event + "; was told " + told)
        .atMost(PATIENCE)
        .until(() -> find(event, condition) != null);
    JsonNode found = find(event, condition);
    if (found == null) {
      throw new IllegalStateException("it was there a moment ago");
    }
    return found;
  }

  public JsonNode hears(String event) {
    return hears(event, params -> true);
  }

  /** Whether it was told so up to now. */
  public boolean heard(String event) {
    return find(event, params -> true) != null;
  }

  /** Everything it was told, in order. */
  public List<JsonNode> told() {
    return List.copyOf(told);
  }

  private @Nullable JsonNode find(String event, Predicate<JsonNode> condition) {
    for (JsonNode message : told) {
      if (message.path("method").asText().equals(event) && condition.test(message.path("params"))) {
        return message.path("params");
      }
    }
    return null;
  }

  /** Waits until the server closes, and gives the code. */
  public int closeCode() {
    Awaitility.await("the server closes the connection")
        .atMost(PATIENCE)
        .until(() -> closeCode != 0);
    return closeCode;
  }

  /** As when the network goes. */
  public void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        JsonNode frame = Json.read(parts.toString());
        parts.setLength(0);
        if (frame.isArray()) {
          frame.forEach(this::take);
        } else {
          take(frame);
        }
      }
      webSocket.request(1);
      return null;
    }

    private void take(JsonNode message) {
      CompletableFuture<JsonNode> call =
          message.has("id") ? calls.remove(message.path("id").asInt()) : null;
      if (call == null) {
        told.add(message);
      } else {
        call.complete(message);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        WebSocket webSocket, int statusCode, String reason) {
      closeCode = statusCode;
      return null;
    }
  }
}
