/** What holds docs/protocol.md and the code together. */
@NullMarked
package org.confab.tests.protocol;

import org.jspecify.annotations.NullMarked;
