package org.confab.client;

import java.util.Set;

/**
 * Why a connection ended.
 *
 * @param code of RFC 6455 or of the server (4000 and more); 1006 when the network went
 * @param reason a sentence or {@code ""}
 */
public record Closed(int code, String reason) {
  /** After logging out. */
  public static final int GOODBYE = 1000;

  /** Not logged in any more: the UserSig was refused, or has expired. */
  public static final int REFUSED = 4401;

  /** The user logged in elsewhere. */
  public static final int LOGGED_IN_ELSEWHERE = 4403;

  /** Too many requests, or too many connections from one address. */
  public static final int TOO_MANY = 4429;

  private static final int REPLACED = 4409;
  private static final Set<Integer> FINAL =
      Set.of(GOODBYE, 1003, 1009, LOGGED_IN_ELSEWHERE, REPLACED);

  /** Whether coming back is of no use. */
  public boolean isFinal() {
    return FINAL.contains(code);
  }
}
