package org.confab.health;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import org.confab.appfile.AppFile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the schema is up to date, there is an application whose keys are written, and the page
 * is served: Payara answers health checks some seconds before it routes requests to the
 * application.
 */
@Readiness
@ApplicationScoped
class ApplicationCheck implements HealthCheck {
  private static final int PATIENCE_MILLIS = 1000;

  @Inject private AppFile appFile;

  /** Where this server answers on loopback; without it the page is taken to be served. */
  @Inject
  @ConfigProperty(name = "confab.loopback")
  private Optional<String> loopback;

  private volatile boolean served;

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("application")
          .status(appFile.isThere() && isServed())
          .build();
    } catch (EJBException notStarted) {
      return HealthCheckResponse.named("application")
          .down()
          .withData("why", "The application has not started.")
          .build();
    }
  }

  private boolean isServed() {
    if (!served && loopback.isPresent()) {
      try {
        HttpURLConnection page =
            (HttpURLConnection) URI.create(loopback.get()).toURL().openConnection();
        page.setConnectTimeout(PATIENCE_MILLIS);
        page.setReadTimeout(PATIENCE_MILLIS);
        page.setRequestMethod("HEAD");
        if (page.getResponseCode() != HttpURLConnection.HTTP_OK) {
          return false;
        }
      } catch (IOException notYet) {
        return false;
      }
    }
    served = true;
    return true;
  }
}
