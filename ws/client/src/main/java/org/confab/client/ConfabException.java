package org.confab.client;

/** A call that did not come to a result. */
public abstract class ConfabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfabException(String message) {
    super(message);
  }
}
