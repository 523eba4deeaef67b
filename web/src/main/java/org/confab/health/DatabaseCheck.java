package org.confab.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.confab.store.Schema;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int SECONDS_TO_ANSWER = 2;

  @Resource(lookup = Schema.DATA_SOURCE)
  private DataSource dataSource;

  @Resource private ManagedExecutorService threads;
  private final Probe probe = new Probe(PATIENCE, this::answers);

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

  private boolean answers() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS_TO_ANSWER);
    }
  }
}
