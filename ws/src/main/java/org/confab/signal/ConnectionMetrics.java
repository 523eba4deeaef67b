package org.confab.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/** How many clients are connected to this node, for {@code /metrics}. */
@ApplicationScoped
public class ConnectionMetrics {
  @Inject private Connections connections;

  /** A gauge is shown once its bean is there. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    // being called is enough
  }

  /** Open WebSockets, logged in or not. */
  @Gauge(name = "confab_connections", unit = MetricUnits.NONE, absolute = true)
  public long connections() {
    return connections.count();
  }
}
