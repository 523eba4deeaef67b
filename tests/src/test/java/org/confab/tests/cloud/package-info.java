/** The cloud API as the published SDK calls it. */
@NullMarked
package org.confab.tests.cloud;

import org.jspecify.annotations.NullMarked;
