package org.confab.callback;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks every second for rooms with callbacks that no commit tells the relay of: to be retried, or
 * left by a crash.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallbackSearch {
  private static final System.Logger LOG = System.getLogger(CallbackSearch.class.getName());

  /**
   * Long enough for those that wait their turn: waking their rooms again only adds to the queue.
   */
  private static final long GRACE_MILLIS = 10_000;

  private static final int ROOMS_AT_ONCE = 1_000;

  @Inject private Outbox outbox;
  @Inject private CallbackRelay relay;
  @Inject private Clock clock;
  @Resource private ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> search;

  @PostConstruct
  void start() {
    search = scheduler.scheduleWithFixedDelay(this::search, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (search != null) {
      search.cancel(false);
    }
  }

  private void search() {
    try {
      outbox
          .overdue(clock.millis(), GRACE_MILLIS, ROOMS_AT_ONCE)
          .forEach(room -> relay.wake(new CallbackDue(room)));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Cannot look for callbacks to deliver; tried again in a second", e);
    }
  }
}
