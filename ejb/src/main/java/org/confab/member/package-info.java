/** Who is in a room: entering, leaving, being sent out, and being lost. */
@NullMarked
package org.confab.member;

import org.jspecify.annotations.NullMarked;
