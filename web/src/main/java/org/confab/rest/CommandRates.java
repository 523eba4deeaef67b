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
  private final Cache<Counted, RateLimit> limits =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(1)).build();

  /** Calls a second of each command (spec: 200); 0 sets no limit. */
  @Inject
  @ConfigProperty(name = "CONFAB_RATE_PER_COMMAND", defaultValue = "200")
  private int perSecond;

  private record Counted(long sdkAppId, String command) {}

  /**
   * Counts a call, or refuses it.
   *
   * @param command names it among all doors' commands
   */
  public void take(long sdkAppId, String command) {
    if (perSecond <= 0) {
      return;
    }
    RateLimit limit =
        limits.get(new Counted(sdkAppId, command), key -> new RateLimit(perSecond, perSecond));
    if (!limit.allows()) {
      throw new Problem(
          Refusal.TOO_OFTEN, "This command may be called " + perSecond + " times a second.");
    }
  }
}
