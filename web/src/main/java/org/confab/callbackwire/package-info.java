/** Callbacks on the wire: the bodies of spec 22860–23720 as JSON, and their way by HTTP. */
@NullMarked
package org.confab.callbackwire;

import org.jspecify.annotations.NullMarked;
