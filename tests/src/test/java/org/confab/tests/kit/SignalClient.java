package org.confab.tests.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.confab.client.Closed;
import org.confab.client.ConfabClient;
import org.confab.client.RefusedException;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/** The client of the project as journeys use it: it keeps what it is told, and waits for it. */
public final class SignalClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final ConfabClient client;

  public SignalClient(ServerUnderTest server) {
    this(server.uri());
  }

  public SignalClient(URI server) {
    client =
        ConfabClient.at(server)
            .timeout(PATIENCE)
            .reconnect(false)
            .listenOn(Runnable::run)
            .connect();
    client.onEvent(
        event -> told.add(Json.object().put("method", event.name()).set("params", event.params())));
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
    try {
      return client.result(method, params);
    } catch (RefusedException e) {
      throw new AssertionError(method + " was refused: " + e.code() + " " + e.getMessage(), e);
    }
  }

  public JsonNode result(String method) {
    return result(method, Json.object());
  }

  /** Asks, and waits for no answer. */
  public void asks(String method, ObjectNode params) {
    var unused = client.call(method, params);
  }

  /** The code a call is refused with; 0 when it is not. */
  public int error(String method, ObjectNode params) {
    return answer(method, params).path("code").asInt();
  }

  /** The result of a call, or an object with the {@code code} that it is refused with. */
  public JsonNode answer(String method, ObjectNode params) {
    try {
      return client.result(method, params);
    } catch (RefusedException e) {
      return Json.object().put("code", e.code()).put("message", e.getMessage());
    }
  }

  public int error(String method) {
    return error(method, Json.object());
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
    Closed closed = client.closed().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return closed.code();
  }

  /** As when the network goes. */
  public void drop() {
    client.close();
  }

  @Override
  public void close() {
    client.close();
  }
}
