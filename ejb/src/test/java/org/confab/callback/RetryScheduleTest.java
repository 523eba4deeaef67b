package org.confab.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private final RetrySchedule schedule = RetrySchedule.ofSeconds(List.of(1L, 5L));

  @Test
  void waitsGrowAndEnd() {
    assertThat(schedule.after(1)).contains(Duration.ofSeconds(1));
    assertThat(schedule.after(2)).contains(Duration.ofSeconds(5));
    assertThat(schedule.after(3)).isEmpty();
  }
}
