package org.confab.kernel;

import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

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

  /** The refusal in a failure, however the container wrapped it; null when it is something else. */
  public static @Nullable Problem in(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof EJBException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Problem problem ? problem : null;
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
