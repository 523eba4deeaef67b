package org.confab.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void anAnswerIsPassedOnAndAFailureIsNo() {
    assertThat(new Probe(Duration.ofSeconds(10), () -> true).saysYes(threads)).isTrue();
    assertThat(new Probe(Duration.ofSeconds(10), () -> false).saysYes(threads)).isFalse();
    assertThat(
            new Probe(
                    Duration.ofSeconds(10),
                    () -> {
                      throw new IOException("away");
                    })
                .saysYes(threads))
        .isFalse();
  }

  @Test
  void whatDoesNotAnswerIsNotAskedAgainUntilItDid() {
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Probe probe =
        new Probe(
            SOON,
            () -> {
              asked.incrementAndGet();
              back.await();
              return true;
            });

    assertThat(probe.saysYes(threads)).isFalse();
    assertThat(probe.saysYes(threads)).isFalse();
    assertThat(asked).hasValue(1);

    back.countDown();
    Awaitility.await("yes again").until(() -> probe.saysYes(threads));
  }
}
