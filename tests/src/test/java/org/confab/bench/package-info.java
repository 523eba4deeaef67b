/**
 * Benchmarks: {@code ./confab bench NAME}. Each starts the server as it is shipped and, in the same
 * run, a bare application on the same application server, and puts the same load on both. They
 * measure; they do not judge.
 */
@NullMarked
package org.confab.bench;

import org.jspecify.annotations.NullMarked;
