package org.confab.health;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.confab.appfile.AppFile;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the schema is up to date and there is an application whose keys are written. */
@Readiness
@ApplicationScoped
class ApplicationCheck implements HealthCheck {
  @Inject private AppFile appFile;

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("application").status(appFile.isThere()).build();
    } catch (EJBException notStarted) {
      return HealthCheckResponse.named("application")
          .down()
          .withData("why", "The application has not started.")
          .build();
    }
  }
}
