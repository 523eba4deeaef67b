package org.confab.callback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/**
 * How callbacks fare, for {@code /metrics}. A server without MicroProfile Metrics does not see the
 * annotations.
 */
@ApplicationScoped
public class CallbackMetrics {
  @Inject private Outbox outbox;
  @Inject private Clock clock;

  /** A gauge is shown once its bean is there. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    // being called is enough
  }

  @Counted(name = "confab_callbacks_delivered", absolute = true)
  public void delivered() {
    // counted by being called
  }

  @Counted(name = "confab_callbacks_failed", absolute = true)
  public void failed() {
    // counted by being called
  }

  /** Callbacks waiting to be delivered. */
  @Gauge(name = "confab_callbacks_pending", unit = MetricUnits.NONE, absolute = true)
  public long pending() {
    return outbox.count(false);
  }

  /** Callbacks given up, until an administrator replays or discards them. */
  @Gauge(name = "confab_callbacks_parked", unit = MetricUnits.NONE, absolute = true)
  public long parked() {
    return outbox.count(true);
  }

  /** The age of the oldest callback that waits, 0 when none does. */
  @Gauge(name = "confab_callbacks_oldest", unit = MetricUnits.SECONDS, absolute = true)
  public long oldestSeconds() {
    return outbox.oldest().map(since -> (clock.millis() - since) / 1000).orElse(0L);
  }
}
