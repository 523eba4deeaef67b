/** What is counted and timed, for {@code /metrics}. */
@NullMarked
package org.confab.metrics;

import org.jspecify.annotations.NullMarked;
