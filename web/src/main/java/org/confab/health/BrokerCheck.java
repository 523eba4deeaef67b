package org.confab.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.confab.callback.Broker;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the broker answers. */
@Readiness
@ApplicationScoped
class BrokerCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Inject private Broker broker;
  @Resource private ManagedExecutorService threads;
  private final Probe probe = new Probe(PATIENCE, () -> broker.answers());

  @Override
  public HealthCheckResponse call() {
    if (probe.saysYes(threads)) {
      return HealthCheckResponse.up("broker");
    }
    return HealthCheckResponse.named("broker")
        .down()
        .withData("why", "The broker does not answer; callbacks wait until it does.")
        .build();
  }
}
