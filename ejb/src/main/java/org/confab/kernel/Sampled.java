package org.confab.kernel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A figure that costs something to find out: asked for at most once in a while, and by one caller
 * at a time. Whoever comes meanwhile gets what was known last, so that nobody waits for an answer
 * that may never come.
 */
public final class Sampled {
  private static final System.Logger LOG = System.getLogger(Sampled.class.getName());

  private final long freshNanos;
  private final LongSupplier question;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile OptionalLong last = OptionalLong.empty();
  private volatile long askedAt;

  /**
   * @param fresh how long an answer is good for
   */
  public Sampled(Duration fresh, LongSupplier question) {
    this.freshNanos = fresh.toNanos();
    this.question = question;
    this.askedAt = System.nanoTime() - freshNanos;
  }

  /** Empty when the last question was not answered. */
  public OptionalLong value() {
    if (isDue() && asking.tryLock()) {
      try {
        if (isDue()) {
          last = ask();
          askedAt = System.nanoTime();
        }
      } finally {
        asking.unlock();
      }
    }
    return last;
  }

  private boolean isDue() {
    return System.nanoTime() - askedAt >= freshNanos;
  }

  private OptionalLong ask() {
    try {
      return OptionalLong.of(question.getAsLong());
    } catch (RuntimeException e) {
      // said loudly by whoever needs more than a figure
      LOG.log(Level.DEBUG, "A figure could not be found out", e);
      return OptionalLong.empty();
    }
  }
}
