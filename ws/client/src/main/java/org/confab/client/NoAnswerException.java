package org.confab.client;

/** The server did not answer in time: nobody knows whether the call was carried out. */
public final class NoAnswerException extends ConfabException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
