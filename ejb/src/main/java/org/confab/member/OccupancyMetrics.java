package org.confab.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/** How many rooms and members there are, on all nodes together, for {@code /metrics}. */
@ApplicationScoped
public class OccupancyMetrics {
  @PersistenceContext private EntityManager em;

  /** A gauge is shown once its bean is there. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    // being called is enough
  }

  @Gauge(name = "confab_rooms", unit = MetricUnits.NONE, absolute = true)
  public long rooms() {
    return em.createQuery("select count(r) from Room r", Long.class).getSingleResult();
  }

  @Gauge(name = "confab_members", unit = MetricUnits.NONE, absolute = true)
  public long members() {
    return em.createQuery("select count(m) from Member m", Long.class).getSingleResult();
  }
}
