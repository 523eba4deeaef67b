package org.confab.callback;

/**
 * One request to an application's server.
 *
 * @param url as configured, perhaps with a query of its own
 * @param token to sign with; {@code ""}: not signed
 * @param eventId the same whenever this callback is sent
 * @param body JSON
 */
public record CallbackPost(
    String url,
    String token,
    String eventId,
    long sdkAppId,
    String command,
    String clientIp,
    String platform,
    String body) {}
