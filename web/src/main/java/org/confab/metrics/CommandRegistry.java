package org.confab.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Keeps the figures where the server shows them from. */
@ApplicationScoped
class CommandRegistry {
  @Inject private MetricRegistry metrics;

  public void answered(String command, String code, Duration took) {
    Tag name = new Tag("command", command);
    metrics.timer("confab_command", name).update(took);
    if (!code.equals("0")) {
      metrics.counter("confab_command_refused", name, new Tag("code", code)).inc();
    }
  }
}
