/**
 * Applications, the tenants of a server: their keys and plan, the accounts of their users, and the
 * UserSig that proves who calls.
 */
@NullMarked
package org.confab.app;

import org.jspecify.annotations.NullMarked;
