package org.confab.janus;

/** Janus did not answer in time, or is gone. */
final class JanusLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JanusLost(String what) {
    super(what, null, false, false);
  }
}
