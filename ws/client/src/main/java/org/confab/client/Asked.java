package org.confab.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What came of asking.
 *
 * @param request none when nobody had to be asked
 * @param outcome completed when the request ended, at once when there is none; with a {@link
 *     DisconnectedException} when the room was lost meanwhile
 */
public record Asked(Optional<RequestInfo> request, CompletableFuture<Outcome> outcome) {}
