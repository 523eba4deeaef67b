package org.confab.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraceTimeTest {
  @Test
  void usuallyHalfAMinuteWithoutNetworkIsSurvived() {
    GraceTime usual = new GraceTime(30);
    assertThat(usual.heartbeat()).isEqualTo(Duration.ofSeconds(10));
    assertThat(usual.silence()).isEqualTo(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 600})
  void theNetworkMayGoJustBeforeAHeartbeat(int seconds) {
    GraceTime grace = new GraceTime(seconds);
    assertThat(grace.heartbeat())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10))
        .isLessThan(Duration.ofSeconds(seconds));
    assertThat(grace.silence().minus(grace.heartbeat())).isGreaterThan(Duration.ofSeconds(seconds));
  }

  @Test
  void lessThanAHeartbeatIsRefused() {
    assertThatThrownBy(() -> new GraceTime(2)).hasMessageContaining("CONFAB_GRACE_SECONDS");
  }
}
