package org.confab.janus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.confab.media.Sfu;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether clients can exchange media. */
@Readiness
@ApplicationScoped
class MediaReadiness implements HealthCheck {
  @Inject Sfu sfu;
  @Inject MediaPlane plane;

  @Override
  public HealthCheckResponse call() {
    boolean ready = sfu.ready();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("media").withData("mode", sfu.mode().name()).status(ready);
    return ready ? response.build() : response.withData("why", plane.trouble()).build();
  }
}
