package org.confab.otherroom;

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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second for connected rooms whose host is gone, for whatever cause, also while no
 * server ran, and disconnects them. Who takes the host away has locked its room, and must not wait
 * for the other one.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Watching {
  private static final System.Logger LOG = System.getLogger(Watching.class.getName());
  private static final int AT_ONCE = 1000;

  @EJB private CoHosting coHosting;
  @Resource private ManagedScheduledExecutorService scheduler;

  private @Nullable Future<?> sweep;

  @PostConstruct
  void start() {
    sweep = scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  private void look() {
    try {
      coHosting.deserted(AT_ONCE).forEach(this::part);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Cannot look for connected rooms; tried again in a second", e);
    }
  }

  private void part(RoomKey room) {
    try {
      coHosting.part(room);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not disconnect " + room + "; tried again in a second", e);
    }
  }
}
