/**
 * Live rooms connected in pairs, so that the host of each is known in both (spec 5459–5510).
 * Connecting needs the other host's consent, so the asking is in the request package.
 *
 * <p>Two rooms are only locked together in the order that {@link org.confab.room.Rooms#lockBoth}
 * keeps; so who has locked one of them already, as in a transaction that follows a leaving, leaves
 * the other to a later one.
 */
@NullMarked
package org.confab.otherroom;

import org.jspecify.annotations.NullMarked;
