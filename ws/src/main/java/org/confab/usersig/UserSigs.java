package org.confab.usersig;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
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
  private static final Duration RENEWABLE = Duration.ofDays(1);

  private final Cache<Known, Credentials.Verified> known =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  @EJB private Credentials credentials;
  @Inject private Clock clock;

  private record Known(UserKey user, String text) {}

  /** Refuses a UserSig that is not the user's own, not signed by the application, or expired. */
  public Credentials.Verified verify(UserKey user, String text) {
    Known key = new Known(user, text);
    Credentials.Verified verified = known.getIfPresent(key);
    if (verified == null) {
      verified = credentials.check(user, UserSigText.decode(text));
      known.put(key, verified);
    } else if (!clock.instant().isBefore(verified.expires())) {
      throw new Problem(Refusal.SIGNATURE_INVALID, "The UserSig has expired.");
    }
    return verified;
  }

  /**
   * A fresh UserSig for the user, in place of an earlier one of its own. Refused like {@link
   * #verify}, but for one that expired less than a day ago.
   */
  public String renew(UserKey user, String text, Duration validity) {
    credentials.check(user, UserSigText.decode(text), RENEWABLE);
    return issue(user, validity);
  }

  /** A fresh UserSig for the user. */
  public String issue(UserKey user, Duration validity) {
    return UserSigText.encode(credentials.issue(user, validity.toSeconds()));
  }
}
