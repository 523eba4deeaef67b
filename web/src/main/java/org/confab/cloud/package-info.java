/**
 * The cloud API: one address, {@code POST /}, where a header names the action, and a signature with
 * the application's API key proves who calls. Its actions are other names for operations that the
 * REST API has too.
 */
@NullMarked
package org.confab.cloud;

import org.jspecify.annotations.NullMarked;
