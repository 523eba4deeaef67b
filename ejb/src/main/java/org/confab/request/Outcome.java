package org.confab.request;

/** How a request ended. */
public enum Outcome {
  ACCEPTED,
  REJECTED,
  CANCELLED,
  TIMED_OUT,
  /** The one who was asked is no longer in the room. */
  ASKED_LEFT
}
