package org.confab.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.confab.store.Database;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Inject private Database database;
  @Resource private ManagedExecutorService threads;
  private final Probe probe = new Probe(PATIENCE, () -> database.answers());

  @Override
  public HealthCheckResponse call() {
    if (probe.saysYes(threads)) {
      return HealthCheckResponse.up("database");
    }
    return HealthCheckResponse.named("database")
        .down()
        .withData("why", "The database does not answer.")
        .build();
  }
}
