package org.confab.janus;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** One thing after another: a step begins when the one before is over, however it ended. */
final class Lane {
  /** A client trickles some tens of candidates at once. */
  private static final int LONGEST = 256;

  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
  private int waiting;

  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> step) {
    if (waiting >= LONGEST) {
      return CompletableFuture.failedFuture(
          new Problem(Refusal.TOO_OFTEN, "Too many media requests wait for this connection."));
    }
    waiting++;
    CompletableFuture<T> done =
        last.handle((before, failure) -> (Void) null).thenCompose(ignored -> step.get());
    last = done.handle((result, failure) -> --waiting);
    return done;
  }
}
