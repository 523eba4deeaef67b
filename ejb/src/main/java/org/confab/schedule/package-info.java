/**
 * Conferences: rooms that are planned, for a time or for certain people. Their organiser, who owns
 * the room, and who is invited are told of them wherever they are: when one is planned, changed or
 * cancelled, before it starts, and when it runs. The time itself is kept with the room.
 */
@NullMarked
package org.confab.schedule;

import org.jspecify.annotations.NullMarked;
