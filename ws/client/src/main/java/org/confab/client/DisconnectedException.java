package org.confab.client;

/**
 * There is no connection, or it was lost before the answer came: then nobody knows whether the call
 * was carried out.
 */
public final class DisconnectedException extends ConfabException {
  private static final long serialVersionUID = 1L;

  DisconnectedException(String message) {
    super(message);
  }
}
