/** Random sequences of what clients do, compared with a model of who may do what. */
@NullMarked
package org.confab.tests.meeting;

import org.jspecify.annotations.NullMarked;
