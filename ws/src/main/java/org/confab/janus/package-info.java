/**
 * The media plane: Janus as a child process behind {@link org.confab.media.Sfu}, and the mesh that
 * stands in where there is no Janus. Nothing outside this package knows Janus or its JSON.
 *
 * <p>All state belongs to one thread, the loop: calls and what Janus says are handed to it, nothing
 * on it blocks, and so nothing here is locked.
 */
@NullMarked
package org.confab.janus;

import org.jspecify.annotations.NullMarked;
