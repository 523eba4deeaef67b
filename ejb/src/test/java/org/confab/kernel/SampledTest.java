package org.confab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SampledTest {
  private final AtomicLong asked = new AtomicLong();

  @Test
  void anAnswerIsGoodForAWhile() {
    Sampled sampled = new Sampled(Duration.ofHours(1), asked::incrementAndGet);

    assertThat(sampled.value()).hasValue(1);
    assertThat(sampled.value()).hasValue(1);
  }

  @Test
  void thenItIsAskedForAnew() {
    Sampled sampled = new Sampled(Duration.ZERO, asked::incrementAndGet);

    assertThat(sampled.value()).hasValue(1);
    assertThat(sampled.value()).hasValue(2);
  }

  @Test
  void whatIsNotAnsweredIsUnknownForAsLong() {
    Sampled sampled =
        new Sampled(
            Duration.ofHours(1),
            () -> {
              asked.incrementAndGet();
              throw new IllegalStateException("away");
            });

    assertThat(sampled.value()).isEmpty();
    assertThat(sampled.value()).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void nobodyWaitsForTheAnswerToAnother() throws InterruptedException {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Sampled sampled =
        new Sampled(
            Duration.ZERO,
            () -> {
              isAsked.countDown();
              awaitOr(mayAnswer);
              return asked.incrementAndGet();
            });
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      another.execute(sampled::value);
      awaitOr(isAsked);
      assertThat(sampled.value()).isEmpty();
    } finally {
      mayAnswer.countDown();
      another.shutdown();
      assertThat(another.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(asked).hasValue(1);
    assertThat(sampled.value()).hasValue(2);
  }

  private static void awaitOr(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
