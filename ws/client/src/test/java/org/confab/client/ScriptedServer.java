package org.confab.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.glassfish.tyrus.server.Server;
import org.jspecify.annotations.Nullable;

/** A WebSocket server in this process that answers as it is told; one at a time. */
final class ScriptedServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static volatile @Nullable ScriptedServer running;

  final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final Map<String, Function<JsonNode, @Nullable ObjectNode>> answers =
      new ConcurrentHashMap<>();
  private final Server server = new Server("localhost", 0, "/", Map.of(), Socket.class);
  private volatile @Nullable Session last;

  /** One connection. */
  @ServerEndpoint("/ws")
  public static class Socket {
    @OnOpen
    public void open(Session session) {
      current().last = session;
    }

    @OnMessage
    public void text(Session session, String frame) {
      current().take(session, frame);
    }
  }

  ScriptedServer() throws DeploymentException {
    running = this;
    server.start();
    answer("login", params -> login(params.path("userId").asText()));
    answer("heartbeat", params -> object());
  }

  private static ScriptedServer current() {
    ScriptedServer current = running;
    if (current == null) {
      throw new IllegalStateException("no server");
    }
    return current;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode login(String userId) {
    return object()
        .put("userId", userId)
        .put("resumeToken", "token-of-" + userId)
        .put("heartbeatSeconds", 1);
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getPort());
  }

  /**
   * From now on answers calls of a method so.
   *
   * @param how gives the result or, with {@code code}, the error; null for no answer
   */
  void answer(String method, Function<JsonNode, @Nullable ObjectNode> how) {
    answers.put(method, how);
  }

  private void take(Session session, String frame) {
    try {
      JsonNode call = MAPPER.readTree(frame);
      received.add(call);
      var how = answers.get(call.path("method").asText());
      ObjectNode answer = how == null ? null : how.apply(call.path("params"));
      if (answer != null) {
        ObjectNode message = object().put("jsonrpc", "2.0");
        message.set("id", call.path("id"));
        message.set(answer.has("code") ? "error" : "result", answer);
        write(session, message.toString());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode event(String name, ObjectNode params) {
    ObjectNode message = object().put("jsonrpc", "2.0").put("method", name);
    message.set("params", params);
    return message;
  }

  /** Says something to who connected last. */
  void say(String frame) {
    write(session(), frame);
  }

  private static void write(Session session, String frame) {
    try {
      synchronized (session) {
        session.getBasicRemote().sendText(frame);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Session session() {
    Session session = last;
    if (session == null) {
      throw new IllegalStateException("nobody is connected");
    }
    return session;
  }

  /** Closes the connection of who connected last. */
  void close(int code) {
    try {
      session().close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), "scripted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The params of the calls of a method, in order. */
  List<JsonNode> calls(String method) {
    return received.stream()
        .filter(call -> call.path("method").asText().equals(method))
        .map(call -> call.path("params"))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
    running = null;
  }
}
