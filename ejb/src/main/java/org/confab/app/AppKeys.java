package org.confab.app;

/**
 * What identifies an application and proves calls in its name.
 *
 * @param secretKey signs UserSigs
 * @param admin the user whose UserSig may call the server REST API
 * @param secretId with {@code apiSecretKey} signs calls of the cloud API
 */
public record AppKeys(
    long sdkAppId, String secretKey, String admin, String secretId, String apiSecretKey) {

  /** Keeps keys out of logs. */
  @Override
  public String toString() {
    return "AppKeys[" + sdkAppId + "]";
  }
}
