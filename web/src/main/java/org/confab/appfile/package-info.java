/** What a server that starts for the first time hands to its administrator. */
@NullMarked
package org.confab.appfile;

import org.jspecify.annotations.NullMarked;
