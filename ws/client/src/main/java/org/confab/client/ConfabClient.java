package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One user at a server: calls methods, hears events, stays alive, and comes back when the
 * connection drops. All methods may be called from any thread.
 *
 * <p>Methods that return a result wait for it, and throw a {@link ConfabException} when there is
 * none; {@link #call} does not wait. Events are heard in order on one thread of the client, where
 * waiting is allowed. While the connection is down calls fail with a {@link DisconnectedException}.
 */
public final class ConfabClient implements AutoCloseable {
  private static final Closed BY_CLIENT = new Closed(Closed.GOODBYE, "closed by the client");

  private final ExecutorService own = Executors.newSingleThreadExecutor(Threads.named("events"));
  private final Listeners<Event> events;
  private final Listeners<Consumer<ConnectionListener>> connection;
  private final Link link;

  private ConfabClient(Builder settings) {
    Executor listening = settings.executor == null ? own : settings.executor;
    events = new Listeners<>(listening);
    connection = new Listeners<>(listening);
    link = new Link(settings.opening(), settings.comesBack, events::tell, connection::tell);
    var unused = link.closed().thenRun(own::shutdown);
  }

  /** A connection to a server, with what is usual. */
  public static ConfabClient connect(URI server) {
    return at(server).connect();
  }

  /**
   * A connection to be made.
   *
   * @param server its address, of {@code http}, {@code https}, {@code ws} or {@code wss}
   */
  public static Builder at(URI server) {
    return new Builder(server);
  }

  /** What a connection is to be like. */
  public static final class Builder {
    private final URI address;
    private Duration patience = Duration.ofSeconds(20);
    private boolean comesBack = true;
    private @Nullable WebSocketContainer container;
    private @Nullable Executor executor;

    private Builder(URI server) {
      String base = server.toString().replaceFirst("^http", "ws");
      address = URI.create((base.endsWith("/") ? base : base + "/") + "ws");
    }

    /** How long an answer may take; usually 20 seconds. */
    public Builder timeout(Duration longest) {
      patience = longest;
      return this;
    }

    /** Whether the client comes back when the connection drops; usually so. */
    public Builder reconnect(boolean yes) {
      comesBack = yes;
      return this;
    }

    /** What makes WebSockets; usually what the class path has. */
    public Builder container(WebSocketContainer chosen) {
      container = chosen;
      return this;
    }

    /**
     * Where listeners run; usually on a thread of the client's own. It must keep the order. One
     * that runs them at once does so on the thread that reads, where they must not wait.
     */
    public Builder listenOn(Executor chosen) {
      executor = chosen;
      return this;
    }

    private Function<Wire.Listener, Wire> opening() {
      WebSocketContainer chosen =
          container == null ? ContainerProvider.getWebSocketContainer() : container;
      URI to = address;
      Duration longest = patience;
      return listener -> Wire.open(chosen, to, longest, listener);
    }

    /** Connects; not logged in yet. */
    public ConfabClient connect() {
      ConfabClient client = new ConfabClient(this);
      try {
        client.link.open();
      } catch (ConfabException e) {
        client.own.shutdown();
        throw e;
      }
      return client;
    }
  }

  /** Logs in; to be done within ten seconds from connecting. */
  public LoggedIn login(long sdkAppId, String userId, String userSig) {
    return login(sdkAppId, userId, () -> userSig);
  }

  /**
   * Logs in.
   *
   * @param userSig asked for now, and whenever the client comes back
   */
  public LoggedIn login(long sdkAppId, String userId, Supplier<String> userSig) {
    Credentials credentials = new Credentials(sdkAppId, userId, userSig);
    return link.login(credentials, credentials.login());
  }

  /**
   * Logs in as a client that was here before, in the place that it has in its room.
   *
   * @param token from its login
   * @param seq up to which event of the room it knows
   */
  public LoggedIn resume(
      long sdkAppId, String userId, Supplier<String> userSig, String token, long seq) {
    Credentials credentials = new Credentials(sdkAppId, userId, userSig);
    return link.login(credentials, credentials.login(token, seq));
  }

  /** Leaves the room that one is in, and the server, for good. */
  public void logout() {
    result("logout");
    close();
  }

  /** Says what one is called and looks like; what is null stays. */
  public void setSelfInfo(@Nullable String userName, @Nullable String avatarUrl) {
    result("setSelfInfo", params().put("userName", userName).put("avatarUrl", avatarUrl));
  }

  /** Rooms and their members. */
  public Rooms rooms() {
    return new Rooms(this);
  }

  /** Seats and devices, and asking for them. */
  public Seats seats() {
    return new Seats(this);
  }

  /** Messages of the room. */
  public Chat chat() {
    return new Chat(this);
  }

  /**
   * Calls any method of the protocol, without waiting.
   *
   * @return the result; fails with a {@link ConfabException}. What is chained to it runs on the
   *     thread that reads and must not wait, unless chained as {@code Async}
   */
  public CompletableFuture<JsonNode> call(String method, ObjectNode params) {
    return link.call(method, params);
  }

  /** Calls any method of the protocol, and waits for its result. */
  public JsonNode result(String method, ObjectNode params) {
    return Link.await(call(method, params));
  }

  /** The same without params. */
  public JsonNode result(String method) {
    return result(method, params());
  }

  /** What a method that asks is answered, and how the request ends. */
  Asked ask(String method, ObjectNode params) {
    JsonNode result = result(method, params);
    String id = result.path("requestId").asText();
    return id.isEmpty()
        ? new Asked(Optional.empty(), CompletableFuture.completedFuture(Outcome.AT_ONCE))
        : new Asked(Optional.of(RequestInfo.of(result.path("request"))), link.outcome(id));
  }

  static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Hears every event. */
  public Subscription onEvent(Consumer<Event> listener) {
    return events.add(listener);
  }

  /**
   * Hears the events of one name.
   *
   * @param name such as {@code onSeatListChanged}
   */
  public Subscription on(String name, Consumer<Event> listener) {
    return events.add(
        event -> {
          if (event.name().equals(name)) {
            listener.accept(event);
          }
        });
  }

  /** Hears what becomes of the connection. */
  public Subscription onConnection(ConnectionListener listener) {
    return connection.add(told -> told.accept(listener));
  }

  /** Completed when the connection has ended for good. */
  public CompletableFuture<Closed> closed() {
    return link.closed();
  }

  /**
   * Disconnects without logging out: in a room, the member stays for the grace time, and may be
   * resumed from elsewhere.
   */
  @Override
  public void close() {
    link.finish(BY_CLIENT);
  }
}
