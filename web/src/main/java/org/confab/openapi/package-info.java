/** The description of the REST API at {@code /openapi}; what it says stands in openapi.yaml. */
@NullMarked
package org.confab.openapi;

import org.jspecify.annotations.NullMarked;
