package org.confab.signal;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.confab.json.Json;
import org.confab.kernel.UserKey;
import org.confab.member.GraceTime;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is connected here; one connection a user. Closes those that do not log in, fall
 * silent, or whose UserSig expires; the member of such a one keeps its place for the grace time.
 */
@ApplicationScoped
class Connections {
  private static final long LOGIN_MILLIS = 10_000;

  /** As many connections are written to at a time. */
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();

  private final ConcurrentMap<UserKey, Connection> byUser = new ConcurrentHashMap<>();
  private final Strangers strangers = new Strangers();
  private final ConcurrentMap<CloseCode, LongAdder> closings = new ConcurrentHashMap<>();

  /** Connections of one address that have not logged in; 0 sets no limit. */
  @Inject
  @ConfigProperty(name = "CONFAB_STRANGERS_PER_ADDRESS", defaultValue = "1000")
  private int mostStrangers;

  @Inject private GraceTime graceTime;
  @Inject private Clock clock;
  @Inject private RoomFeeds feeds;
  @Inject private Workers workers;
  @Resource private ManagedScheduledExecutorService scheduler;
  private final List<Lane> writers = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong logins = new AtomicLong();
  private @Nullable ScheduledFuture<?> sweeping;

  @PostConstruct
  void start() {
    for (int i = 0; i < Workers.WRITERS; i++) {
      writers.add(new Lane(workers.writing()));
    }
    sweeping = scheduler.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    all.forEach(connection -> connection.closeAfterWriting(CloseCode.GOING_DOWN));
  }

  /** What writes to a new connection: one of a few lanes, shared evenly. */
  Executor writer() {
    return writers.get(Math.floorMod(turn.getAndIncrement(), Workers.WRITERS))::run;
  }

  int count() {
    return all.size();
  }

  /** How many were closed by the server since its start, by why. */
  Map<CloseCode, LongAdder> closings() {
    return closings;
  }

  void opened(Connection connection) {
    all.add(connection);
    if (strangers.add(connection) > mostStrangers && mostStrangers > 0) {
      connection.close(CloseCode.TOO_MANY_CONNECTIONS);
    }
  }

  void closed(Connection connection) {
    all.remove(connection);
    strangers.remove(connection);
    connection.closed();
    CloseCode why = connection.closedFor();
    if (why != null) {
      closings.computeIfAbsent(why, code -> new LongAdder()).increment();
    }
    Connection.Identity identity = connection.identity();
    if (identity != null) {
      byUser.remove(identity.caller().user(), connection);
      var room = connection.room();
      if (room != null) {
        String userId = identity.caller().userId();
        feeds.withOpen(room, feed -> feed.detach(connection, userId));
      }
    }
  }

  /**
   * The connection is the user's from now on, unless it is gone or a later login was quicker.
   *
   * @return the one that is the user's no longer
   */
  Optional<Connection> loggedIn(UserKey user, Connection connection) {
    strangers.remove(connection);
    AtomicReference<Connection> over = new AtomicReference<>();
    byUser.compute(
        user,
        (key, there) -> {
          boolean late =
              connection.isClosing() || (there != null && there.loggedInAfter(connection));
          over.set(late ? connection : there);
          return late ? there : connection;
        });
    if (connection.isClosing()) {
      byUser.remove(user, connection);
    }
    return Optional.ofNullable(over.get());
  }

  /** Numbers a login, in the order in which they begin. */
  long nextLogin() {
    return logins.incrementAndGet();
  }

  /** Who is out of a room asks for nothing in it, from the moment on that it is out. */
  void left(@Observes(during = TransactionPhase.AFTER_SUCCESS) MemberLeft left) {
    of(left.member().user()).ifPresent(out -> out.leave(left.room(), left.seq()));
  }

  void destroyed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomDestroyed destroyed) {
    byUser.values().forEach(out -> out.leave(destroyed.room(), destroyed.seq()));
  }

  Optional<Connection> of(UserKey user) {
    return Optional.ofNullable(byUser.get(user));
  }

  Iterable<Connection> loggedIn() {
    return byUser.values();
  }

  private void sweep() {
    Instant now = clock.instant();
    all.forEach(connection -> check(connection, now));
    feeds.sweep();
  }

  private void check(Connection connection, Instant now) {
    Connection.Identity identity = connection.identity();
    long patience = identity == null ? LOGIN_MILLIS : graceTime.silence().toMillis();
    if (connection.silence(now.toEpochMilli()) > patience) {
      connection.cut(CloseCode.SILENT);
    } else if (identity != null && !now.isBefore(identity.expires())) {
      connection.send(Rpc.notification("onUserSigExpired", Json.object()));
      connection.closeAfterWriting(CloseCode.EXPIRED);
    }
  }
}
