/** What holds for all features. */
@NullMarked
package org.confab;

import org.jspecify.annotations.NullMarked;
