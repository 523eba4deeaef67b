/** The media plane: Janus as our child, spoken to over its WebSocket API. */
@NullMarked
package org.confab.janus;

import org.jspecify.annotations.NullMarked;
