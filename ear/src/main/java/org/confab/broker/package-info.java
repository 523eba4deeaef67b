/**
 * Messaging without anything to install: a resource adapter that starts the broker it connects to,
 * or connects to the one that is configured. It stands in the RAR and knows nothing of rooms.
 */
@NullMarked
package org.confab.broker;

import org.jspecify.annotations.NullMarked;
