package org.confab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void asManyAtOnceAsAllowedAndThenAsManyASecond() {
    RateLimit limit = new RateLimit(10, 5);
    long now = System.nanoTime();

    assertThat(allowed(limit, now, 20)).isEqualTo(5);
    assertThat(allowed(limit, now + SECOND / 5, 20)).isEqualTo(2);
    assertThat(allowed(limit, now + 10 * SECOND, 20)).isEqualTo(5);
    assertThat(limit.refused()).isEqualTo(48);
  }

  @Test
  void whatIsTooMuchTakesNothing() {
    RateLimit limit = new RateLimit(10, 100);
    long now = System.nanoTime();

    assertThat(limit.allows(60, now)).isTrue();
    assertThat(limit.allows(60, now)).isFalse();
    assertThat(limit.allows(40, now)).isTrue();
    assertThat(limit.allows(10, now + SECOND / 2)).isFalse();
    assertThat(limit.allows(10, now + SECOND)).isTrue();
    assertThat(limit.refused()).isEqualTo(2);
  }

  private static int allowed(RateLimit limit, long now, int asked) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      allowed += limit.allows(1, now) ? 1 : 0;
    }
    return allowed;
  }
}
