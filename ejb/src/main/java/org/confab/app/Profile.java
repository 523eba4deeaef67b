package org.confab.app;

/**
 * What a user says of itself.
 *
 * @param userName at most 500 bytes, {@code ""} when never said
 * @param avatarUrl at most 1,000 bytes
 * @param customInfo text the application keeps with the user, at most 2,000 bytes; clients write a
 *     JSON object
 */
public record Profile(String userId, String userName, String avatarUrl, String customInfo) {
  public static final int NAME_BYTES = 500;
  public static final int AVATAR_BYTES = 1000;
  public static final int CUSTOM_INFO_BYTES = 2000;
}
