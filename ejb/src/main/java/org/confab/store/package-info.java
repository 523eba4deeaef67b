/**
 * Where things are kept: the database chosen by configuration, its schema, and the directory of
 * files.
 */
@NullMarked
package org.confab.store;

import org.jspecify.annotations.NullMarked;
