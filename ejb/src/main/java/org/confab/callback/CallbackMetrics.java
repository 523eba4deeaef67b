package org.confab.callback;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.confab.kernel.Sampled;

/**
 * How callbacks fare: what waits on all nodes together, a few seconds ago, and what this node has
 * sent. What waits is unknown while the database is away.
 */
@ApplicationScoped
public class CallbackMetrics {
  private static final Duration FRESH = Duration.ofSeconds(5);

  @Inject private Outbox outbox;
  @Inject private Clock clock;
  @Resource private ManagedExecutorService threads;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Sampled pending = new Sampled(FRESH, () -> outbox.count(false));
  private final Sampled parked = new Sampled(FRESH, () -> outbox.count(true));
  private final Sampled oldest = new Sampled(FRESH, this::oldestAge);

  void countDelivered() {
    delivered.increment();
  }

  void countFailed() {
    failed.increment();
  }

  /** Callbacks that were taken. */
  public long delivered() {
    return delivered.sum();
  }

  /** Attempts that failed. */
  public long failed() {
    return failed.sum();
  }

  /** Callbacks waiting to be delivered. */
  public OptionalLong pending() {
    return pending.value(threads);
  }

  /** Callbacks given up, until an administrator replays or discards them. */
  public OptionalLong parked() {
    return parked.value(threads);
  }

  /** The age of the oldest callback that waits, in seconds; 0 when none does. */
  public OptionalLong oldestSeconds() {
    return oldest.value(threads);
  }

  private long oldestAge() {
    return outbox.oldest().map(since -> (clock.millis() - since) / 1000).orElse(0L);
  }
}
