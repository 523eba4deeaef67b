/**
 * The server REST API (spec 19563–22318): one resource a service, one method a command. It reads
 * bodies, asks the session beans and writes the envelope; it decides nothing.
 */
@NullMarked
package org.confab.rest;

import org.jspecify.annotations.NullMarked;
