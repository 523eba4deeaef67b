package org.confab.cloud;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.confab.address.ClientAddresses;
import org.confab.app.AppKeys;
import org.confab.app.Applications;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.rest.CommandRates;

/** Lets in who signs with the API key of an application, lately, and not too often. */
@ApplicationScoped
class CloudGate {
  /** How far the clocks of caller and server may be apart, either way. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** Keys that were asked for, also in vain: guessing should cost no queries. */
  private final Cache<String, Optional<AppKeys>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(10)).build();

  @Inject private ClientAddresses addresses;
  @EJB private Applications applications;
  @Inject private CommandRates rates;
  @Inject private Clock clock;

  /** The administrator of the application whose key signed the request. */
  public Caller admit(HttpServletRequest request, CloudAction action, byte[] body) {
    Tc3Authorization authorization = Tc3Authorization.parse(request.getHeader("Authorization"));
    String timestamp = Objects.requireNonNullElse(request.getHeader("X-TC-Timestamp"), "");
    checkTime(authorization, timestamp);
    rates.take(authorization.secretId(), "cloud/" + action);
    AppKeys keys =
        known
            .get(authorization.secretId(), applications::keysOf)
            .orElseThrow(
                () -> new Problem(Refusal.KEY_UNKNOWN, "There is no key of this SecretId."));
    String expected =
        Tc3Signer.sign(
            keys.apiSecretKey(),
            authorization,
            timestamp,
            name -> Objects.requireNonNullElse(request.getHeader(name), ""),
            body);
    if (!MessageDigest.isEqual(
        expected.getBytes(US_ASCII), authorization.signature().getBytes(US_ASCII))) {
      throw new Problem(Refusal.SIGNATURE_INVALID, "The signature is wrong.");
    }
    return new Caller(keys.sdkAppId(), keys.admin(), true, Platform.RESTAPI, addresses.of(request));
  }

  private void checkTime(Tc3Authorization authorization, String timestamp) {
    Instant signed;
    try {
      signed = Instant.ofEpochSecond(Integer.parseUnsignedInt(timestamp) & 0xffff_ffffL);
    } catch (NumberFormatException e) {
      throw new Problem(Refusal.SIGNATURE_MISSING, "X-TC-Timestamp must be in seconds since 1970.");
    }
    if (Duration.between(signed, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw new Problem(
          Refusal.SIGNATURE_EXPIRED,
          "X-TC-Timestamp differs from this server's clock by more than five minutes.");
    }
    if (!signed.atZone(ZoneOffset.UTC).toLocalDate().toString().equals(authorization.date())) {
      throw new Problem(
          Refusal.SIGNATURE_MISSING, "Credential has not the date of X-TC-Timestamp.");
    }
  }
}
