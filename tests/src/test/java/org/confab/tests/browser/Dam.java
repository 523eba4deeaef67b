package org.confab.tests.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** Whether much went in since anything came out, of what one sends to another. */
final class Dam implements Callable<Boolean> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many packets leave a camera or a microphone within a few seconds, and are no hesitation. */
  private static final int MANY = 150;

  private final Person from;
  private final Person to;
  private final String kind;
  private final List<String> looks = new ArrayList<>();
  private long sent;
  private long received = -1;

  private Dam(Person from, Person to, String kind) {
    this.from = from;
    this.to = to;
    this.kind = kind;
  }

  /**
   * One goes on sending, and nothing of it arrives.
   *
   * @param kind {@code audio} or {@code video}
   */
  static void holds(Person from, Person to, String kind) {
    Dam dam = new Dam(from, to, kind);
    try {
      await("what is sent goes nowhere").atMost(PATIENCE).until(dam);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s of %s arrives at %s, or is not sent; %s; the pages: %s %s"
              .formatted(kind, from, to, dam, from.situation(), to.situation()),
          e);
    }
  }

  @Override
  public Boolean call() {
    long arrived = to.received(kind);
    long left = from.sent(kind);
    if (arrived != received || left < sent) {
      received = arrived;
      sent = left;
    }
    looks.add(left + "/" + arrived);
    return left >= sent + MANY;
  }

  @Override
  public String toString() {
    return "sent/received: " + looks;
  }
}
