package org.confab.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the signature that a request to {@code POST /} must bear. */
final class Tc3Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private Tc3Signer() {}

  /**
   * The signature in lowercase hexadecimal.
   *
   * @param timestamp the text of the header {@code X-TC-Timestamp}
   * @param headers gives the value of a header by its name in lowercase
   */
  static String sign(
      String secretKey,
      Tc3Authorization authorization,
      String timestamp,
      UnaryOperator<String> headers,
      byte[] body) {
    StringBuilder request = new StringBuilder("POST\n/\n\n");
    for (String name : authorization.signedHeaders()) {
      String value = headers.apply(name).strip().toLowerCase(Locale.ROOT);
      request.append(name).append(':').append(value).append('\n');
    }
    request.append('\n').append(String.join(";", authorization.signedHeaders()));
    request.append('\n').append(sha256(body));
    String text =
        String.join(
            "\n",
            "TC3-HMAC-SHA256",
            timestamp,
            authorization.scope(),
            sha256(request.toString().getBytes(UTF_8)));
    byte[] key = hmac(("TC3" + secretKey).getBytes(UTF_8), authorization.date());
    key = hmac(key, authorization.service());
    key = hmac(key, "tc3_request");
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
