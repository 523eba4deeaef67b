/** Figures of the doors, for {@code /metrics}. */
@NullMarked
package org.confab.metrics;

import org.jspecify.annotations.NullMarked;
