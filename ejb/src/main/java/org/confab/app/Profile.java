package org.confab.app;

/**
 * What a user says of itself.
 *
 * @param userName at most 500 bytes, {@code ""} when never said
 * @param avatarUrl at most 1,000 bytes
 * @param customInfo text the application keeps with the user, at most 2,000 bytes; clients write a
 *     JSON object
 */
public record Profile(String userId, String userName, String avatarUrl, String customInfo) {}
