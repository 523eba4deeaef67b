package org.confab.member;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * Hears the members' heartbeats, and takes out who was silent for too long. It lives in memory: a
 * server that starts gives everybody who was in a room the whole time to come back. So does one
 * that could not listen: it stood still, or its database did, and nobody could log in meanwhile.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Presence {
  private static final System.Logger LOG = System.getLogger(Presence.class.getName());

  /** Looks once a second; a longer pause than this was not its own. */
  private static final long DEAF_MILLIS = 5000;

  private final ConcurrentMap<UserKey, Sign> signs = new ConcurrentHashMap<>();

  @EJB private Membership membership;
  @Inject private Database database;
  @Inject private GraceTime graceTime;
  @Inject private Clock clock;
  @Resource private ManagedScheduledExecutorService scheduler;
  private @Nullable ScheduledFuture<?> sweep;

  /** When it last was known to hear everybody; of the thread that looks. */
  private long heardAll;

  /** The last sign of life of a member. */
  private record Sign(RoomKey room, String client, long at) {
    Sign at(long now) {
      return new Sign(room, client, now);
    }
  }

  @PostConstruct
  void start() {
    long now = clock.millis();
    heardAll = now;
    for (Membership.Place place : membership.places()) {
      signs.put(place.member().user(), new Sign(place.room(), place.client(), now));
    }
    sweep = scheduler.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  /** The user's client gave a sign of life: one of the member, if it is the client that entered. */
  public void seen(UserKey user, String client) {
    long now = clock.millis();
    signs.computeIfPresent(
        user,
        (key, sign) ->
            now - sign.at() < 1000 || !sign.client().equals(client) ? sign : sign.at(now));
  }

  /** The user's client is in the room from now on. */
  public void joined(UserKey user, RoomKey room, String client) {
    signs.put(user, new Sign(room, client, clock.millis()));
  }

  public void left(@Observes(during = TransactionPhase.AFTER_SUCCESS) MemberEvent.MemberLeft left) {
    signs.computeIfPresent(
        left.member().user(), (key, sign) -> sign.room().equals(left.room()) ? null : sign);
  }

  private void sweep() {
    if (!database.answers() || wasDeaf()) {
      return;
    }
    long oldest = heardAll - graceTime.silence().toMillis();
    for (Map.Entry<UserKey, Sign> one : signs.entrySet()) {
      if (one.getValue().at() < oldest) {
        expire(one.getKey(), one.getValue());
        if (wasDeaf()) {
          return;
        }
      }
    }
  }

  /** Whether nobody could be heard for a while, until now; then all have their time from now on. */
  private boolean wasDeaf() {
    long now = clock.millis();
    long pause = now - heardAll;
    heardAll = now;
    if (pause <= DEAF_MILLIS) {
      return false;
    }
    LOG.log(
        Level.WARNING,
        "Nobody could be heard for {0} ms: all members have the whole time to come back",
        pause);
    signs.replaceAll((user, sign) -> sign.at(now));
    return true;
  }

  private void expire(UserKey user, Sign sign) {
    try {
      membership.expire(sign.room(), user.userId(), sign.client());
      signs.remove(user, sign);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not take out " + user + "; tried again in a second", e);
    }
  }
}
