package org.confab.callback;

/**
 * A callback that was given up.
 *
 * @param id its place in the order of all callbacks
 * @param lastError what was wrong at the last attempt
 * @param createdAt when it came about, in milliseconds
 */
public record DeadLetter(
    long id,
    String eventId,
    String roomId,
    String command,
    String body,
    int attempts,
    String lastError,
    long createdAt) {}
