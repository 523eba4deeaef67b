package org.confab.kernel;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A figure that costs something to find out: asked for at most once in a while, on another thread,
 * and not anew before the last answer came. So whoever wants it does not wait for an answer that
 * may never come.
 */
public final class Sampled {
  private static final long PATIENCE_MILLIS = 500;

  private final long freshNanos;
  private final Callable<Long> question;
  private @Nullable Future<Long> asked;
  private long askedAt;

  /**
   * @param fresh how long an answer is good for
   */
  public Sampled(Duration fresh, Callable<Long> question) {
    this.freshNanos = fresh.toNanos();
    this.question = question;
  }

  /** Empty when there is no answer in good time, or none but a failure. */
  public OptionalLong value(ExecutorService threads) {
    try {
      return OptionalLong.of(ask(threads).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException unknown) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private synchronized Future<Long> ask(ExecutorService threads) {
    Future<Long> last = asked;
    if (last != null && (!last.isDone() || System.nanoTime() - askedAt < freshNanos)) {
      return last;
    }
    Future<Long> next = threads.submit(question);
    asked = next;
    askedAt = System.nanoTime();
    return next;
  }
}
