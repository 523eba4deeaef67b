package org.confab.room;

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
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/** Closes, once a minute, the rooms that everybody left long after their end (spec 20095). */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Reclaimer {
  private static final System.Logger LOG = System.getLogger(Reclaimer.class.getName());
  private static final int SECONDS_TO_FIRST = 5;
  private static final int SECONDS_BETWEEN = 60;
  private static final int AT_ONCE = 1000;

  @EJB private Hosting hosting;
  @Resource private ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> sweep;

  @PostConstruct
  void start() {
    sweep =
        scheduler.scheduleWithFixedDelay(
            this::sweep, SECONDS_TO_FIRST, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  private void sweep() {
    try {
      long reclaimed;
      do {
        reclaimed = hosting.abandoned(AT_ONCE).stream().filter(this::reclaim).count();
      } while (reclaimed == AT_ONCE);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Cannot look for rooms to reclaim; tried again in a minute", e);
    }
  }

  private boolean reclaim(RoomKey key) {
    try {
      hosting.reclaim(key);
      return true;
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not reclaim " + key + "; tried again in a minute", e);
      return false;
    }
  }
}
