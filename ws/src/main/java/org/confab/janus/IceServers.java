package org.confab.janus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The STUN and TURN servers that clients are told: {@code CONFAB_ICE_SERVERS}, URLs separated by
 * commas. With {@code CONFAB_TURN_SECRET}, the {@code static-auth-secret} of coturn, each user gets
 * TURN credentials of its own, good for a day.
 */
@ApplicationScoped
public class IceServers {
  private static final Duration VALID = Duration.ofDays(1);

  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "CONFAB_ICE_SERVERS")
  private Optional<String> urls;

  @Inject
  @ConfigProperty(name = "CONFAB_TURN_SECRET")
  private Optional<String> turnSecret;

  /** As RTCIceServer has it. */
  public record IceServer(String urls, @Nullable String username, @Nullable String credential) {}

  public List<IceServer> forUser(String userId) {
    return Stream.of(urls.orElse("").split(","))
        .map(String::strip)
        .filter(url -> !url.isEmpty())
        .map(url -> server(url, userId))
        .toList();
  }

  private IceServer server(String url, String userId) {
    if (!url.startsWith("turn") || turnSecret.isEmpty()) {
      return new IceServer(url, null, null);
    }
    String username = clock.instant().plus(VALID).getEpochSecond() + ":" + userId;
    return new IceServer(url, username, sign(username, turnSecret.get()));
  }

  /** The credential that coturn computes from its secret and the user name. */
  static String sign(String username, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }
}
