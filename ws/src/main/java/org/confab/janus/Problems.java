package org.confab.janus;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** What a failure inside the media plane is to those who called. */
final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private Problems() {}

  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause(cause) : failure;
  }

  /** The same failure, to be thrown in a stage. */
  static CompletionException sneak(Throwable failure) {
    return new CompletionException(cause(failure));
  }

  static Problem of(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof JanusRefused refused && refused.isForTheSdp()) {
      LOG.log(Level.DEBUG, "{0}", refused);
      return new Problem(Refusal.INVALID_ARGUMENT, "The media server does not accept this sdp.");
    }
    if (cause instanceof JanusRefused refused && refused.code() == JanusRefused.PUBLISHERS_FULL) {
      return new Problem(Refusal.MEDIA_UNAVAILABLE, "No more cameras or screens fit in this room.");
    }
    if (cause instanceof JanusRefused || cause instanceof JanusLost) {
      LOG.log(Level.WARNING, "{0}", cause.toString());
    } else {
      LOG.log(Level.ERROR, "Unexpected in the media plane.", cause);
    }
    return unavailable();
  }

  static Problem unavailable() {
    return new Problem(
        Refusal.MEDIA_UNAVAILABLE, "The media server cannot do this now; try again in a moment.");
  }
}
