package org.confab.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the time to whoever asks by injection, so that rules never read it themselves. */
@ApplicationScoped
class SystemClock {
  @Produces
  Clock clock() {
    return Clock.systemUTC();
  }
}
