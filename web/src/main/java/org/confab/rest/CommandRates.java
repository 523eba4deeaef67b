package org.confab.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.confab.kernel.Problem;
import org.confab.kernel.RateLimit;
import org.confab.kernel.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often each command may be called in an application's name; counted here, before anything else
 * is asked.
 */
@ApplicationScoped
public class CommandRates {
  private static final String ALL = "";

  private final Cache<Counted, RateLimit> limits =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(1)).build();

  /** Calls a second of each command (spec: 200); 0 sets no limit. */
  @Inject
  @ConfigProperty(name = "CONFAB_RATE_PER_COMMAND", defaultValue = "200")
  private int perSecond;

  /** Calls a second of all commands together; 0 sets no limit. The specification has none. */
  @Inject
  @ConfigProperty(name = "CONFAB_RATE_PER_APPLICATION", defaultValue = "0")
  private int perSecondOfAll;

  private record Counted(String caller, String command) {}

  /**
   * Counts a call, or refuses it.
   *
   * @param caller the application, as the door has it before anything is looked up
   * @param command names it among all doors' commands
   */
  public void take(String caller, String command) {
    if (!allows(new Counted(caller, command), perSecond)) {
      throw new Problem(
          Refusal.TOO_OFTEN, "This command may be called " + perSecond + " times a second.");
    }
    if (!allows(new Counted(caller, ALL), perSecondOfAll)) {
      throw new Problem(
          Refusal.APPLICATION_TOO_OFTEN,
          "The application may call " + perSecondOfAll + " commands a second.");
    }
  }

  private boolean allows(Counted counted, int most) {
    return most <= 0 || limits.get(counted, key -> new RateLimit(most, most)).allows();
  }
}
