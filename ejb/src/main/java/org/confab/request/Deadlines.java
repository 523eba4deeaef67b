package org.confab.request;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends, once a second, the requests that have had their time, and those about two rooms of which a
 * host is gone, for whatever cause; and forgets ended ones. The deadlines are stored: those that
 * passed while no server ran are found after the start. What had ended by then is remembered
 * another minute.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Deadlines {
  private static final System.Logger LOG = System.getLogger(Deadlines.class.getName());
  private static final int AT_ONCE = 1000;

  @EJB private Answering answering;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final List<Future<?>> sweeps = new ArrayList<>();

  @PostConstruct
  void start() {
    long minute = Answering.REMEMBERED.toSeconds();
    sweeps.add(scheduler.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS));
    sweeps.add(scheduler.scheduleWithFixedDelay(this::forget, minute, minute, TimeUnit.SECONDS));
  }

  @PreDestroy
  void stop() {
    sweeps.forEach(sweep -> sweep.cancel(false));
  }

  private void expire() {
    try {
      answering.overdue(AT_ONCE).forEach(this::expire);
      answering.deserted(AT_ONCE).forEach(this::expire);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Cannot look for overdue requests; tried again in a second", e);
    }
  }

  private void expire(Answering.Overdue overdue) {
    try {
      answering.expire(overdue);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not end " + overdue + "; tried again in a second", e);
    }
  }

  private void forget() {
    try {
      answering.forget();
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "Could not forget ended requests; tried again in a minute", e);
    }
  }
}
