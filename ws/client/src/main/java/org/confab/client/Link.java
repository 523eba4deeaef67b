package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What lasts while sockets come and go: who is logged in, in which room, and the way back to it
 * when a socket drops.
 */
final class Link {
  private static final int ABNORMAL = 1006;

  /** From here on down who logs in is at fault; above it the server is, or is busy. */
  private static final int FIRST_FAULT = -1000;

  private final Function<Wire.Listener, Wire> opening;
  private final boolean comesBack;
  private final Consumer<Event> heard;
  private final Consumer<Consumer<ConnectionListener>> told;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Threads.named("timer"));
  private final Outcomes outcomes = new Outcomes();
  private final Place place = new Place();
  private final AtomicBoolean finished = new AtomicBoolean();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final Hearing hearing = new Hearing();

  private @Nullable Wire wire;
  private @Nullable Credentials who;
  private String resumeToken = "";
  private @Nullable ScheduledFuture<?> heartbeats;

  /**
   * @param opening makes a socket
   * @param comesBack whether it makes another when one drops
   * @param heard given every event in order
   * @param told given what becomes of the connection
   */
  Link(
      Function<Wire.Listener, Wire> opening,
      boolean comesBack,
      Consumer<Event> heard,
      Consumer<Consumer<ConnectionListener>> told) {
    this.opening = opening;
    this.comesBack = comesBack;
    this.heard = heard;
    this.told = told;
  }

  void open() {
    try {
      use(opening.apply(hearing));
    } catch (ConfabException e) {
      timer.shutdown();
      throw e;
    }
  }

  /** Logs in; the UserSig is asked for again when it comes back. */
  LoggedIn login(Credentials credentials, ObjectNode params) {
    return login(current(), credentials, params);
  }

  private LoggedIn login(Wire by, Credentials credentials, ObjectNode params) {
    return LoggedIn.of(await(by.call("login", params, result -> loggedIn(credentials, result))));
  }

  private synchronized void loggedIn(Credentials credentials, JsonNode result) {
    LoggedIn login = LoggedIn.of(result);
    who = credentials;
    resumeToken = login.resumeToken();
    place.is(login.resumedRoomId(), login.seq());
    stopHeartbeats();
    int seconds = Math.max(1, login.heartbeatSeconds());
    try {
      heartbeats =
          timer.scheduleWithFixedDelay(this::heartbeat, seconds, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException ended) {
      // the connection has ended meanwhile
    }
  }

  private void heartbeat() {
    Wire beating = wireOrNull();
    if (beating == null) {
      return;
    }
    var unused =
        beating
            .call("heartbeat", JsonNodeFactory.instance.objectNode(), result -> {})
            .whenComplete(
                (result, failure) -> {
                  if (failure != null) {
                    beating.close(new Closed(ABNORMAL, "a heartbeat was not answered"));
                  }
                });
  }

  CompletableFuture<JsonNode> call(String method, ObjectNode params) {
    return current()
        .call(
            method,
            params,
            result -> {
              if (place.answered(method, result)) {
                outcomes.lost("The room was left.");
              }
            });
  }

  /** How a request ends. */
  CompletableFuture<Outcome> outcome(String requestId) {
    return outcomes.of(requestId);
  }

  static JsonNode await(CompletableFuture<JsonNode> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConfabException problem) {
        throw problem;
      }
      throw e;
    }
  }

  CompletableFuture<Closed> closed() {
    return closed;
  }

  /** Uses a socket, which may have ended meanwhile. */
  private void use(Wire opened) {
    synchronized (this) {
      wire = opened;
    }
    Closed end = opened.end();
    if (end != null) {
      lost(opened, end);
    }
  }

  private synchronized @Nullable Wire wireOrNull() {
    return wire;
  }

  private Wire current() {
    Wire current = wireOrNull();
    if (current == null) {
      throw new DisconnectedException("Not connected.");
    }
    return current;
  }

  private void lost(Wire which, Closed why) {
    boolean returning;
    synchronized (this) {
      if (wire != which) {
        return;
      }
      wire = null;
      stopHeartbeats();
      returning = comesBack && who != null && !why.isFinal();
    }
    if (returning) {
      told.accept(listener -> listener.dropped(why));
      comeBackLater(0, why);
    } else {
      finish(why);
    }
  }

  private void comeBackLater(int attempt, Closed why) {
    try {
      var unused =
          timer.schedule(
              () -> comeBack(attempt, why), Backoff.millis(attempt, why), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      // the client was closed meanwhile
    }
  }

  private void comeBack(int attempt, Closed why) {
    Wire opened = null;
    try {
      opened = opening.apply(hearing);
      LoggedIn login = resume(opened);
      if (!login.isResumed()) {
        outcomes.lost("The room was left meanwhile.");
      }
      use(opened);
      told.accept(listener -> listener.back(login));
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close(why);
      }
      if (e instanceof RefusedException refused && refused.code() <= FIRST_FAULT) {
        finish(new Closed(Closed.REFUSED, String.valueOf(refused.getMessage())));
      } else {
        comeBackLater(attempt + 1, why);
      }
    }
  }

  private LoggedIn resume(Wire by) {
    Credentials credentials;
    String token;
    synchronized (this) {
      credentials = who;
      token = resumeToken;
    }
    if (credentials == null) {
      throw new IllegalStateException("nobody was logged in");
    }
    return login(by, credentials, credentials.login(token, place.seq()));
  }

  /** Ends for good. */
  void finish(Closed why) {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    Wire last;
    synchronized (this) {
      last = wire;
      wire = null;
      stopHeartbeats();
    }
    timer.shutdownNow();
    if (last != null) {
      last.close(why);
    }
    outcomes.lost("The connection ended: " + why.code() + " " + why.reason());
    told.accept(listener -> listener.ended(why));
    closed.complete(why);
  }

  private void stopHeartbeats() {
    if (heartbeats != null) {
      heartbeats.cancel(false);
      heartbeats = null;
    }
  }

  private final class Hearing implements Wire.Listener {
    @Override
    public void notified(Event event) {
      if (event.name().equals("onRequestCallback")) {
        outcomes.ended(event.params().path("requestId").asText(), Outcome.of(event.params()));
      }
      if (place.heard(event)) {
        outcomes.lost("Out of the room: " + event.name());
      }
      heard.accept(event);
    }

    @Override
    public void ended(Wire which, Closed why) {
      lost(which, why);
    }
  }
}
