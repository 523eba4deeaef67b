package org.confab.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Keeps the figures where the server shows them from. Times are a histogram and no timer: of a
 * timer Payara shows the sum in seconds, but the quantiles in nanoseconds.
 */
@ApplicationScoped
class CommandRegistry {
  @Inject private MetricRegistry metrics;

  public void answered(String command, String code, Duration took) {
    Tag name = new Tag("command", command);
    metrics
        .histogram("confab_command_microseconds", name)
        .update(TimeUnit.NANOSECONDS.toMicros(took.toNanos()));
    if (!code.equals("0")) {
      metrics.counter("confab_command_refused", name, new Tag("code", code)).inc();
    }
  }
}
