/**
 * The text form of a UserSig, the credential of users and administrators: JSON, compressed, in
 * base64 with three symbols exchanged. Which claims are believed is decided elsewhere.
 */
@NullMarked
package org.confab.usersig;

import org.jspecify.annotations.NullMarked;
