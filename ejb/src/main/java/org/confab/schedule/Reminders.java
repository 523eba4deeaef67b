package org.confab.schedule;

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

/**
 * Tells, once a second, of conferences that start soon, start or end. What fell due while no server
 * ran is told a little after the start, when clients have come back.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Reminders {
  private static final System.Logger LOG = System.getLogger(Reminders.class.getName());
  private static final int SECONDS_TO_FIRST = 20;
  private static final int AT_ONCE = 1000;

  @EJB private Scheduling scheduling;
  @Resource private ManagedScheduledExecutorService scheduler;

  private @Nullable ScheduledFuture<?> sweep;

  @PostConstruct
  void start() {
    sweep = scheduler.scheduleWithFixedDelay(this::tell, SECONDS_TO_FIRST, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  private void tell() {
    try {
      scheduling.due(AT_ONCE).forEach(this::tell);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Cannot look for conferences that are due; tried again", e);
    }
  }

  private void tell(RoomKey key) {
    try {
      scheduling.tell(key);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not tell of " + key + "; tried again in a second", e);
    }
  }
}
