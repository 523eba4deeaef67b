/** Rooms and members over the wire: what administrators and clients do, and what goes wrong. */
@NullMarked
package org.confab.tests.rooms;

import org.jspecify.annotations.NullMarked;
