/**
 * A program's side of the signalling of a Confab conference server: rooms and members, seats,
 * requests and chat, without media. {@link org.confab.client.ConfabClient} is the door; the
 * protocol is described in the server's {@code docs/protocol.md}.
 */
@NullMarked
package org.confab.client;

import org.jspecify.annotations.NullMarked;
