/**
 * The page's sign-in with a name, for trying the server out; off unless {@code CONFAB_DEMO} is
 * true.
 */
@NullMarked
package org.confab.demo;

import org.jspecify.annotations.NullMarked;
