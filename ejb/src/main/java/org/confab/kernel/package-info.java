/** What every feature speaks in: who calls, which room, why not, what happened. */
@NullMarked
package org.confab.kernel;

import org.jspecify.annotations.NullMarked;
