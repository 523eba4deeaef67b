/**
 * Client signalling: JSON-RPC over a WebSocket. Requests go to the session beans, committed events
 * come back to everybody in the room. It decides nothing; docs/protocol.md is its reference.
 */
@NullMarked
package org.confab.signal;

import org.jspecify.annotations.NullMarked;
