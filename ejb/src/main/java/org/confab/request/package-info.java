/**
 * Asking and answering: a member asks for a seat or for its devices, a moderator invites to a seat
 * or asks for a device to be opened; the other side agrees or not, or does not answer in time. What
 * was agreed is done with the answer.
 */
@NullMarked
package org.confab.request;

import org.jspecify.annotations.NullMarked;
