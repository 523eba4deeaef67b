/** Whether a meeting can be held now. */
@NullMarked
package org.confab.health;

import org.jspecify.annotations.NullMarked;
