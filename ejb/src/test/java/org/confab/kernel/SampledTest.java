package org.confab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampledTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong asked = new AtomicLong();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void anAnswerIsGoodForAWhile() {
    Sampled sampled = new Sampled(Duration.ofHours(1), asked::incrementAndGet);

    assertThat(sampled.value(threads)).hasValue(1);
    assertThat(sampled.value(threads)).hasValue(1);
  }

  @Test
  void thenItIsAskedForAnew() {
    Sampled sampled = new Sampled(Duration.ZERO, asked::incrementAndGet);

    assertThat(sampled.value(threads)).hasValue(1);
    assertThat(sampled.value(threads)).hasValue(2);
  }

  @Test
  void whatFailsIsUnknownForAsLong() {
    Sampled sampled =
        new Sampled(
            Duration.ofHours(1),
            () -> {
              asked.incrementAndGet();
              throw new IllegalStateException("away");
            });

    assertThat(sampled.value(threads)).isEmpty();
    assertThat(sampled.value(threads)).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatIsNotAnsweredIsNotAskedForAnew() {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Sampled sampled =
        new Sampled(
            Duration.ZERO,
            () -> {
              long number = asked.incrementAndGet();
              assertThat(mayAnswer.await(10, TimeUnit.SECONDS)).isTrue();
              return number;
            });

    assertThat(sampled.value(threads)).isEmpty();
    assertThat(sampled.value(threads)).isEmpty();
    assertThat(asked).hasValueLessThan(2);
    mayAnswer.countDown();
  }
}
