package org.confab.room;

/** Conference: everybody may speak; live: hosts speak to an audience. */
public enum RoomType {
  CONFERENCE,
  LIVE
}
