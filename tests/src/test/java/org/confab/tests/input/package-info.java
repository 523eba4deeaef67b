/** What the server makes of input that is wrong, and of any order of input that is right. */
@NullMarked
package org.confab.tests.input;

import org.jspecify.annotations.NullMarked;
