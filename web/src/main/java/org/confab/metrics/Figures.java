package org.confab.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.confab.callback.CallbackMetrics;
import org.confab.member.OccupancyMetrics;
import org.confab.signal.ConnectionMetrics;

/** All figures that {@code /metrics} shows: those of the JVM, and Confab's own. */
@ApplicationScoped
public class Figures {
  private static final double NANOS_PER_MICRO = 1e3;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Summary took =
      Summary.builder()
          .name("confab_command_microseconds")
          .help("How long commands took; quantiles are of the last five minutes")
          .labelNames("command")
          .quantile(0.5)
          .quantile(0.95)
          .quantile(0.99)
          .quantile(1, 0)
          .withoutExemplars()
          .register(registry);

  private final Counter refused =
      Counter.builder()
          .name("confab_command_refused_total")
          .help("Commands that were refused")
          .labelNames("command", "code")
          .withoutExemplars()
          .register(registry);

  @Inject private ConnectionMetrics connections;
  @Inject private OccupancyMetrics occupancy;
  @Inject private CallbackMetrics callbacks;

  @PostConstruct
  void register() {
    JvmFigures.register(registry);
    gauge(
        "confab_connections", "Open WebSockets", () -> OptionalLong.of(connections.connections()));
    CounterWithCallback.builder()
        .name("confab_connections_closed_total")
        .help("WebSockets that the server closed")
        .labelNames("reason")
        .callback(
            shown -> connections.closings().forEach((reason, count) -> shown.call(count, reason)))
        .register(registry);
    gauge("confab_rooms", "Rooms, of all nodes", occupancy::rooms);
    gauge("confab_members", "Users who are in a room, of all nodes", occupancy::members);
    gauge("confab_callbacks_pending", "Callbacks that wait, of all nodes", callbacks::pending);
    gauge("confab_callbacks_oldest_seconds", "Age of the oldest of them", callbacks::oldestSeconds);
    gauge("confab_callbacks_parked", "Callbacks given up, of all nodes", callbacks::parked);
    counter("confab_callbacks_delivered_total", "Callbacks taken", callbacks::delivered);
    counter("confab_callbacks_failed_total", "Attempts that failed", callbacks::failed);
  }

  /**
   * A command of the REST API or an action of the cloud API was answered.
   *
   * @param command {@code service/command} as in the URL; few, and never made up by a caller
   * @param code as answered; {@code "0"} when it was done
   */
  public void answered(String command, String code, Duration duration) {
    took.labelValues(command).observe(duration.toNanos() / NANOS_PER_MICRO);
    if (!code.equals("0")) {
      refused.labelValues(command, code).inc();
    }
  }

  MetricSnapshots now() {
    return registry.scrape();
  }

  /** What is not known is left out. */
  private void gauge(String name, String help, Supplier<OptionalLong> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(shown -> value.get().ifPresent(known -> shown.call((double) known)))
        .register(registry);
  }

  private void counter(String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(shown -> shown.call((double) value.getAsLong()))
        .register(registry);
  }
}
