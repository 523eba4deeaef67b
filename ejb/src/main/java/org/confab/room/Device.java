package org.confab.room;

/** What may be switched off for everybody in a room. */
public enum Device {
  MICROPHONE,
  CAMERA,
  SCREEN
}
