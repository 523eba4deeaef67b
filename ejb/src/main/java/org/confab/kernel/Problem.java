package org.confab.kernel;

import jakarta.ejb.ApplicationException;

/**
 * An operation refused; the container rolls its transaction back, and each door answers with its
 * own code.
 */
@ApplicationException(rollback = true)
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /**
   * @param message a sentence for the caller: what is wrong, naming the field; never a secret
   */
  public Problem(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  /** The sentence given at construction, never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
