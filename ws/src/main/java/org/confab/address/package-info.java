/** Where requests come from, also through reverse proxies. */
@NullMarked
package org.confab.address;

import org.jspecify.annotations.NullMarked;
