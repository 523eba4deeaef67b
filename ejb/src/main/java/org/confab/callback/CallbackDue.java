package org.confab.callback;

import org.confab.kernel.RoomKey;

/** A room has a callback to deliver. */
record CallbackDue(RoomKey room) {}
