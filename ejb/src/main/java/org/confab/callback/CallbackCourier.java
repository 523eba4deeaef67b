package org.confab.callback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Takes the callbacks of a room to their receiver, one after the other, until one is not taken. */
@ApplicationScoped
class CallbackCourier {
  private static final System.Logger LOG = System.getLogger(CallbackCourier.class.getName());

  /** Kept free in a claim for the database, and for clocks that differ between nodes. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** So that one busy room does not hold a thread for ever. */
  private static final int BATCHES = 20;

  @Inject private Outbox outbox;
  @Inject private Subscriptions subscriptions;
  @Inject private CallbackWire wire;
  @Inject private CallbackMetrics metrics;
  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "CONFAB_CALLBACK_TIMEOUT_SECONDS", defaultValue = "5")
  private long timeoutSeconds;

  /** Seconds between attempts: eleven of them in about two hours. */
  @Inject
  @ConfigProperty(
      name = "CONFAB_CALLBACK_RETRY_SECONDS",
      defaultValue = "1,2,5,10,30,60,300,600,1800,3600")
  private List<Long> retrySeconds;

  /** Returns whether there may be more to deliver at once. */
  public boolean deliver(RoomKey room) {
    Claim claim = claim();
    List<OutboxRow> rows = outbox.claim(room, claim.from(), claim.until());
    for (int i = 1; !rows.isEmpty(); i++) {
      Tried tried = tryAll(room, rows, claim.lastStart());
      if (tried.waits() || i == BATCHES) {
        outbox.settle(tried.done(), tried.failed());
        return !tried.waits();
      }
      claim = claim();
      rows = outbox.goOn(room, tried.done(), tried.failed(), claim.from(), claim.until());
    }
    return false;
  }

  private Claim claim() {
    long now = clock.millis();
    long timeout = Duration.ofSeconds(timeoutSeconds).toMillis();
    // long enough for a batch that is answered in good time, or for two that are not
    return new Claim(now, now + timeout, now + 2 * timeout + MARGIN.toMillis());
  }

  private Tried tryAll(RoomKey room, List<OutboxRow> rows, long lastStart) {
    Optional<Subscriptions.Receiver> receiver = subscriptions.of(room.sdkAppId());
    if (receiver.isEmpty()) {
      return new Tried(rows, null);
    }
    List<OutboxRow> delivered = new ArrayList<>();
    for (OutboxRow row : rows) {
      if (clock.millis() > lastStart) {
        break;
      }
      Optional<String> error = wire.post(row.post(receiver.get()));
      if (error.isPresent()) {
        fail(row, error.get());
        return new Tried(delivered, row);
      }
      metrics.countDelivered();
      delivered.add(row);
    }
    return new Tried(delivered, null);
  }

  private void fail(OutboxRow row, String error) {
    metrics.countFailed();
    Optional<Duration> wait = RetrySchedule.ofSeconds(retrySeconds).after(row.attempts() + 1);
    if (wait.isPresent()) {
      row.retryAt(clock.millis() + wait.get().toMillis(), error);
    } else {
      row.park(error);
      LOG.log(
          Level.WARNING,
          "Callback {0} of {1} was not taken after {2} attempts and is parked: {3}",
          row.eventId(),
          row.room(),
          row.attempts(),
          error);
    }
  }

  /** Times in milliseconds: when it began, when the last attempt may begin, when it runs out. */
  private record Claim(long from, long lastStart, long until) {}

  /**
   * What became of a batch.
   *
   * @param done delivered or dropped
   * @param failed tried in vain after those
   */
  private record Tried(List<OutboxRow> done, @Nullable OutboxRow failed) {
    /** Whether the room's next callback is to be tried again later. */
    boolean waits() {
      return failed != null && !failed.isParked();
    }
  }
}
