package org.confab.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long the network of a member may be gone before the member is taken out (spec 23534:
 * Expired).
 */
@ApplicationScoped
public class GraceTime {
  private static final int LEAST_SECONDS = 3;
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(10);

  /** What a client needs to notice that the network is back, and to log in. */
  private static final Duration WAY_BACK = Duration.ofSeconds(5);

  private final Duration grace;

  @Inject
  public GraceTime(
      @ConfigProperty(name = "CONFAB_GRACE_SECONDS", defaultValue = "30") int seconds) {
    if (seconds < LEAST_SECONDS) {
      throw new IllegalArgumentException(
          "CONFAB_GRACE_SECONDS is " + seconds + ", it must be at least " + LEAST_SECONDS + ".");
    }
    grace = Duration.ofSeconds(seconds);
  }

  /** Made by the container, as a proxy for the other. */
  protected GraceTime() {
    this(LEAST_SECONDS);
  }

  /** How often a client gives a sign of life. */
  public Duration heartbeat() {
    Duration third = grace.dividedBy(3);
    return third.compareTo(LONGEST_BEAT) < 0 ? third : LONGEST_BEAT;
  }

  /**
   * How long a client may be silent: the network may go just before a heartbeat, be gone for the
   * grace time, and then the client has to come back.
   */
  public Duration silence() {
    return heartbeat().plus(grace).plus(WAY_BACK);
  }
}
