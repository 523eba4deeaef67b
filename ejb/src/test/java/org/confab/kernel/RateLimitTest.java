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

  private static int allowed(RateLimit limit, long now, int asked) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      allowed += limit.allows(now) ? 1 : 0;
    }
    return allowed;
  }
}
