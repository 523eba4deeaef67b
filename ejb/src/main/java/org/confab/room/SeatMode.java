package org.confab.room;

/** How a member comes to a seat, in a room that has seats. */
public enum SeatMode {
  FREE_TO_TAKE,
  APPLY_TO_TAKE
}
