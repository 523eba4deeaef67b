package org.confab.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Keeps the figures where the server shows them from. Times are a histogram and no timer: of a
 * timer Payara shows the sum in seconds, but the quantiles in nanoseconds.
 */
@ApplicationScoped
class CommandRegistry {
  /** Looked up once: the server compares names and tags anew each time. */
  private final ConcurrentMap<String, Histogram> times = new ConcurrentHashMap<>();

  @Inject private MetricRegistry metrics;

  public void answered(String command, String code, Duration took) {
    times
        .computeIfAbsent(command, this::histogram)
        .update(TimeUnit.NANOSECONDS.toMicros(took.toNanos()));
    if (!code.equals("0")) {
      metrics.counter("confab_command_refused", name(command), new Tag("code", code)).inc();
    }
  }

  private Histogram histogram(String command) {
    return metrics.histogram("confab_command_microseconds", name(command));
  }

  private static Tag name(String command) {
    return new Tag("command", command);
  }
}
