/**
 * What an application server does by itself, to compare with: a constant answer, and a loop that
 * sends to every session.
 */
@NullMarked
package org.confab.bench.bare;

import org.jspecify.annotations.NullMarked;
