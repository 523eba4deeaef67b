package org.confab.app;

import org.jspecify.annotations.Nullable;

/**
 * What a UserSig says, signed or about to be.
 *
 * @param time when it was made, seconds since 1970
 * @param expire how long it is valid, seconds
 * @param userbuf base64 of the permissions of a PrivateMapKey; a plain UserSig has none
 * @param sig base64 of the signature, {@code ""} before it is made
 */
public record UserSigClaims(
    String identifier,
    long sdkAppId,
    long time,
    long expire,
    @Nullable String userbuf,
    String sig) {

  /** The lines the signature is made over, in the order every published library has them. */
  public String signedText() {
    var text =
        "TLS.identifier:%s\nTLS.sdkappid:%d\nTLS.time:%d\nTLS.expire:%d\n"
            .formatted(identifier, sdkAppId, time, expire);
    return userbuf == null ? text : text + "TLS.userbuf:" + userbuf + "\n";
  }

  public UserSigClaims withSig(String made) {
    return new UserSigClaims(identifier, sdkAppId, time, expire, userbuf, made);
  }
}
