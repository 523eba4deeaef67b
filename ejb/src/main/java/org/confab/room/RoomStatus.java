package org.confab.room;

/** Where a room is in its life (spec 20480). */
public enum RoomStatus {
  /** Past its end, and nobody is in it. */
  NONE,
  /** Before its time, and nobody is in it yet. */
  NOT_STARTED,
  RUNNING
}
