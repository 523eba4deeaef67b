/**
 * Telling an application's server what happened: the configuration, the outbox that is written in
 * the transaction of what it tells, and the way from there to the receiver, in order within a room
 * and at least once. How a callback looks on the wire is {@link
 * org.confab.callback.CallbackWire}'s.
 */
@NullMarked
package org.confab.callback;

import org.jspecify.annotations.NullMarked;
