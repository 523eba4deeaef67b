/** What the container promises and the rules rely on: tests that run inside Payara Micro. */
@NullMarked
package org.confab.tests.container;

import org.jspecify.annotations.NullMarked;
