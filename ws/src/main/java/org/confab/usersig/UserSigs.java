package org.confab.usersig;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.confab.app.Credentials;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.UserKey;

/**
 * Verifies UserSigs for the doors. One that was found good is remembered for a minute, since
 * servers send the same one with each call.
 */
@ApplicationScoped
public class UserSigs {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final Cache<Known, Instant> known =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  @Inject private Credentials credentials;
  @Inject private Clock clock;

  private record Known(UserKey user, String text) {}

  /**
   * Refuses a UserSig that is not the user's own, not signed by the application, or not in force.
   *
   * @return when it expires
   */
  public Instant verify(UserKey user, String text) {
    Known key = new Known(user, text);
    Instant until = known.getIfPresent(key);
    if (until == null) {
      until = credentials.check(user, UserSigText.decode(text));
      known.put(key, until);
    } else if (!clock.instant().isBefore(until)) {
      throw new Problem(Refusal.SIGNATURE_INVALID, "The UserSig has expired.");
    }
    return until;
  }

  /** A fresh UserSig for the user. */
  public String issue(UserKey user, Duration validity) {
    return UserSigText.encode(credentials.issue(user, validity.toSeconds()));
  }
}
