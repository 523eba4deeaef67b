/** What journeys are told with: a server of their own, and those whom it talks to. */
@NullMarked
package org.confab.tests.kit;

import org.jspecify.annotations.NullMarked;
