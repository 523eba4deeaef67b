package org.confab.callback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after each failed attempt; after one more attempt than there are waits, no more.
 */
record RetrySchedule(List<Duration> waits) {

  static RetrySchedule ofSeconds(List<Long> seconds) {
    return new RetrySchedule(seconds.stream().map(Duration::ofSeconds).toList());
  }

  /**
   * The wait before the next attempt, if there is to be one.
   *
   * @param attempts how often it was tried, at least once
   */
  Optional<Duration> after(int attempts) {
    return attempts <= waits.size() ? Optional.of(waits.get(attempts - 1)) : Optional.empty();
  }
}
