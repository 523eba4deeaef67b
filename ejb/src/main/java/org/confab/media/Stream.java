package org.confab.media;

/** What a member publishes: the camera with its microphone, or the screen with its sound. */
public enum Stream {
  CAMERA,
  SCREEN
}
