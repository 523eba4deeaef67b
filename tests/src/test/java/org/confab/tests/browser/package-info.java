/** What people see: meetings held by real browsers against the shipped server. */
@NullMarked
package org.confab.tests.browser;

import org.jspecify.annotations.NullMarked;
