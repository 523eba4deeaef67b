/** The server as a process: started, killed, stopped. */
@NullMarked
package org.confab.tests.server;

import org.jspecify.annotations.NullMarked;
