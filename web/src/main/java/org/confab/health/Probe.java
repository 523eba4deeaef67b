package org.confab.health;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A question to something outside, which may never answer: it is asked on another thread, and not
 * anew before the last answer came.
 */
final class Probe {
  private final Duration patience;
  private final Callable<Boolean> question;
  private @Nullable Future<Boolean> asked;

  Probe(Duration patience, Callable<Boolean> question) {
    this.patience = patience;
    this.question = question;
  }

  /** Whether yes is answered in good time. */
  boolean saysYes(ExecutorService threads) {
    Future<Boolean> answer = ask(threads);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException notNow) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Future<Boolean> ask(ExecutorService threads) {
    Future<Boolean> last = asked;
    if (last != null && !last.isDone()) {
      return last;
    }
    Future<Boolean> next = threads.submit(question);
    asked = next;
    return next;
  }
}
