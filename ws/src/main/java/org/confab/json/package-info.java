/**
 * JSON as the doors read and write it: bounded, strict about types, and clear about what is wrong.
 */
@NullMarked
package org.confab.json;

import org.jspecify.annotations.NullMarked;
