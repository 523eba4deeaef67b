package org.confab.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a UserSig says with the secret key of its application. */
public final class UserSigSigner {
  private static final String ALGORITHM = "HmacSHA256";

  private UserSigSigner() {}

  /**
   * The signature of the claims; the one they may already carry plays no part.
   *
   * @param secretKey used as the text it is, not as the bytes its hexadecimal digits stand for
   * @return standard base64, 44 characters
   */
  public static String sign(UserSigClaims claims, String secretKey) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(claims.signedText().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
