package org.confab.cloud;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature: {@code TC3-HMAC-SHA256
 * Credential=<SecretId>/<date>/<service>/tc3_request, SignedHeaders=content-type;host,
 * Signature=<hex>}.
 *
 * @param date UTC, as {@code 2026-11-23}
 * @param service what the client made of the name of the host; nothing depends on it
 * @param signedHeaders in lowercase, in the order in which they were signed
 */
record Tc3Authorization(
    String secretId, String date, String service, List<String> signedHeaders, String signature) {
  private static final int MOST_CHARACTERS = 2048;

  private static final Pattern FORM =
      Pattern.compile(
          "TC3-HMAC-SHA256 +Credential=([^/, ]+)/(\\d{4}-\\d\\d-\\d\\d)/([^/, ]+)/tc3_request"
              + ", *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})");

  /** Refuses what is missing, of another form, or does not cover the host and the content type. */
  static Tc3Authorization parse(@Nullable String header) {
    if (header == null || header.length() > MOST_CHARACTERS) {
      throw invalid("The header Authorization is missing or too long.");
    }
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches()) {
      throw invalid("The header Authorization is not of the form of TC3-HMAC-SHA256.");
    }
    List<String> signed = List.of(matcher.group(4).split(";", -1));
    if (!signed.contains("host") || !signed.contains("content-type")) {
      throw invalid("SignedHeaders must hold host and content-type.");
    }
    return new Tc3Authorization(
        matcher.group(1), matcher.group(2), matcher.group(3), signed, matcher.group(5));
  }

  /** {@code <date>/<service>/tc3_request}. */
  String scope() {
    return date + "/" + service + "/tc3_request";
  }

  private static Problem invalid(String sentence) {
    return new Problem(Refusal.SIGNATURE_MISSING, sentence);
  }
}
