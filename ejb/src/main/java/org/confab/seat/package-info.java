/** The seats of a room that has them: who sits where, and what may be sent from there. */
@NullMarked
package org.confab.seat;

import org.jspecify.annotations.NullMarked;
