package org.confab.app;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.UserKey;

/** Checks and makes UserSigs, the only credential of users and administrators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Credentials {
  /** How far a signer's clock may run ahead of ours. */
  private static final long SKEW_SECONDS = 60;

  @EJB private Applications applications;
  @Inject private Clock clock;

  /**
   * Whom a UserSig was found to name.
   *
   * @param administrator whether it is the application's administrator
   */
  public record Verified(Instant expires, boolean administrator) {}

  /** Checks that the claims are the user's own, signed by the application and in force. */
  public Verified check(UserKey user, UserSigClaims claims) {
    return check(user, claims, Duration.ZERO);
  }

  /**
   * The same, for one who wants others in their place.
   *
   * @param late for how long they may be out of force already
   */
  public Verified check(UserKey user, UserSigClaims claims, Duration late) {
    AppKeys keys = applications.keys(user.sdkAppId());
    if (claims.sdkAppId() != user.sdkAppId()) {
      throw invalid("The UserSig was made for another application.");
    }
    if (!claims.identifier().equals(user.userId())) {
      throw invalid("The UserSig was made for another user.");
    }
    byte[] expected =
        UserSigSigner.sign(claims, keys.secretKey()).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, claims.sig().getBytes(StandardCharsets.UTF_8))) {
      throw invalid("The UserSig's signature is wrong.");
    }
    long now = clock.instant().getEpochSecond();
    if (claims.time() > now + SKEW_SECONDS) {
      throw invalid("The UserSig is not valid yet; compare the clocks.");
    }
    if (claims.expire() <= 0 || now - late.toSeconds() - claims.time() >= claims.expire()) {
      throw invalid("The UserSig has expired.");
    }
    return new Verified(
        Instant.ofEpochSecond(claims.time() + Math.min(claims.expire(), Integer.MAX_VALUE)),
        keys.admin().equals(user.userId()));
  }

  /** Signed claims for the user, in force from now on. */
  public UserSigClaims issue(UserKey user, long expireSeconds) {
    UserSigClaims unsigned =
        new UserSigClaims(
            user.userId(),
            user.sdkAppId(),
            clock.instant().getEpochSecond(),
            expireSeconds,
            null,
            "");
    String secretKey = applications.keys(user.sdkAppId()).secretKey();
    return unsigned.withSig(UserSigSigner.sign(unsigned, secretKey));
  }

  private static Problem invalid(String sentence) {
    return new Problem(Refusal.SIGNATURE_INVALID, sentence);
  }
}
