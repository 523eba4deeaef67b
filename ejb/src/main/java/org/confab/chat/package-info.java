/**
 * What members of a room say to each other in writing. Messages have an order of their own, apart
 * from the room's events, so that saying something locks nobody out of the room.
 */
@NullMarked
package org.confab.chat;

import org.jspecify.annotations.NullMarked;
