package org.confab.room;

/** Where a room is in its life (spec 20480). */
public enum RoomStatus {
  NONE,
  NOT_STARTED,
  RUNNING
}
