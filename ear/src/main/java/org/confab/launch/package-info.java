/** What is done to the server before it runs, by plain Java and outside of it. */
@NullMarked
package org.confab.launch;

import org.jspecify.annotations.NullMarked;
