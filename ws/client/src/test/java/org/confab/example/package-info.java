/** The example of the README. */
@NullMarked
package org.confab.example;

import org.jspecify.annotations.NullMarked;
