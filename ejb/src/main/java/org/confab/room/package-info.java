/**
 * Rooms: opened by a client or an administrator, changed, closed. A room's row is the lock of
 * everything that happens in it, and its {@code seq} orders what was said about it.
 */
@NullMarked
package org.confab.room;

import org.jspecify.annotations.NullMarked;
