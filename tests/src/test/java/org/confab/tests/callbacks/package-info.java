/** Callbacks as a third party's server receives them. */
@NullMarked
package org.confab.tests.callbacks;

import org.jspecify.annotations.NullMarked;
