package org.confab.tests.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Whether much went in since anything came out, of what one sends to another. */
final class Dam implements Callable<Boolean> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many packets leave a camera or a microphone within a few seconds, and are no hesitation. */
  private static final int MANY = 150;

  private final Person from;
  private final Person to;
  private final String kind;
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
    await("what is sent goes nowhere").atMost(PATIENCE).until(new Dam(from, to, kind));
  }

  @Override
  public Boolean call() {
    long arrived = to.received(kind);
    if (arrived != received) {
      received = arrived;
      sent = from.sent(kind);
    }
    return from.sent(kind) >= sent + MANY;
  }
}
