/** Who may publish what, and the media server behind one interface. */
@NullMarked
package org.confab.media;

import org.jspecify.annotations.NullMarked;
