package org.confab.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One socket, from opening to closing, speaking JSON-RPC. */
final class Wire extends Endpoint {
  private static final System.Logger LOG = System.getLogger(Wire.class.getName());

  /** Half a character has no form in UTF-8, but an escaped one. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** A server may write as much for who was slow to read. */
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private static final int ABNORMAL = 1006;

  private final Listener listener;
  private final Duration patience;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Closed> end = new AtomicReference<>();
  private final Object sending = new Object();
  private volatile @Nullable Session session;

  /** Told in the order of what comes, on the thread that reads. */
  interface Listener {
    void notified(Event event);

    /** Once, whoever closed it. */
    void ended(Wire which, Closed why);
  }

  private Wire(Listener listener, Duration patience) {
    this.listener = listener;
    this.patience = patience;
  }

  /**
   * Connects.
   *
   * @param patience how long an answer may take
   */
  static Wire open(
      WebSocketContainer container, URI address, Duration patience, Listener listener) {
    Wire wire = new Wire(listener, patience);
    try {
      container.connectToServer(wire, ClientEndpointConfig.Builder.create().build(), address);
      return wire;
    } catch (DeploymentException | IOException e) {
      throw new DisconnectedException("No connection to " + address + ": " + e.getMessage());
    }
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.setMaxTextMessageBufferSize(MOST_CHARACTERS);
    opened.addMessageHandler(String.class, this::received);
    session = opened;
  }

  /**
   * Calls a method.
   *
   * @param first given the result before anything that comes after it is heard
   * @return fails with a {@link ConfabException}
   */
  CompletableFuture<JsonNode> call(String method, ObjectNode params, Consumer<JsonNode> first) {
    long id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    CompletableFuture<JsonNode> result =
        answer
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .handle(
                (value, failure) -> {
                  calls.remove(id);
                  if (failure != null) {
                    throw failure instanceof TimeoutException
                        ? new NoAnswerException(method + " was not answered within " + patience)
                        : (ConfabException) failure;
                  }
                  first.accept(value);
                  return value;
                });
    calls.put(id, answer);
    Closed closed = end.get();
    if (closed != null) {
      answer.completeExceptionally(lost(closed));
      return result;
    }
    ObjectNode frame =
        params.objectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
    frame.set("params", params);
    send(frame);
    return result;
  }

  private void send(ObjectNode message) {
    Session current = session;
    try {
      String frame = MAPPER.writeValueAsString(message);
      if (current == null) {
        throw new IOException("not connected");
      }
      synchronized (sending) {
        current.getBasicRemote().sendText(frame);
      }
    } catch (IOException | IllegalStateException e) {
      end(new Closed(ABNORMAL, String.valueOf(e.getMessage())));
    } catch (RejectedExecutionException closing) {
      // Tyrus has sent it, and cannot renew the session's timer, because the server is just closing
      // it. What it answered before comes first, then the reason; a call without an answer ends so.
      LOG.log(Level.DEBUG, "Sent while the connection was being closed", closing);
    }
  }

  private void received(String frame) {
    try {
      JsonNode message = MAPPER.readTree(frame);
      if (message.isArray()) {
        message.forEach(this::take);
      } else {
        take(message);
      }
    } catch (JsonProcessingException e) {
      LOG.log(Level.WARNING, "The server sent what is no JSON", e);
    }
  }

  private void take(JsonNode message) {
    if (message.has("method")) {
      listener.notified(new Event(message.path("method").asText(), message.path("params")));
      return;
    }
    CompletableFuture<JsonNode> call = calls.remove(message.path("id").asLong());
    if (call == null) {
      LOG.log(Level.DEBUG, "An answer that nobody waits for: {0}", message);
    } else if (message.has("error")) {
      call.completeExceptionally(new RefusedException(message.path("error")));
    } else {
      call.complete(message.path("result"));
    }
  }

  @Override
  public void onClose(Session closed, CloseReason reason) {
    String phrase = reason.getReasonPhrase();
    end(new Closed(reason.getCloseCode().getCode(), phrase == null ? "" : phrase));
  }

  @Override
  public void onError(Session broken, Throwable problem) {
    LOG.log(Level.DEBUG, "The connection broke", problem);
  }

  private void end(Closed why) {
    if (end.compareAndSet(null, why)) {
      calls.values().forEach(call -> call.completeExceptionally(lost(why)));
      listener.ended(this, why);
    }
  }

  private static DisconnectedException lost(Closed why) {
    return new DisconnectedException("The connection ended: " + why.code() + " " + why.reason());
  }

  /** Why it ended; null while it is open. */
  @Nullable Closed end() {
    return end.get();
  }

  /** Closes without a word to the server's application. */
  void close(Closed why) {
    end(why);
    Session current = session;
    if (current != null && current.isOpen()) {
      try {
        current.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
      } catch (IOException | IllegalStateException e) {
        LOG.log(Level.DEBUG, "Closing what is gone", e);
      }
    }
  }
}
