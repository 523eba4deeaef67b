package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;

/** Two who talk all the while, and mind how long each word takes. */
final class Witness implements AutoCloseable {
  /** Far more than usual, far less than a wait that people take for a failure. */
  private static final Duration BEARABLE = Duration.ofSeconds(5);

  private final SignalClient speaker;
  private final SignalClient listener;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> talking;
  private final AtomicInteger words = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();

  Witness(ServerUnderTest server, Keys keys) {
    speaker = SignalClient.of(server, keys, "witness-ann");
    speaker.result("createRoom", Json.object().put("roomId", "witness"));
    speaker.enter("witness");
    listener = SignalClient.of(server, keys, "witness-bob");
    listener.enter("witness");
    talking = timer.scheduleWithFixedDelay(this::talk, 0, 250, TimeUnit.MILLISECONDS);
  }

  private void talk() {
    String word = "word-" + words.incrementAndGet();
    long start = System.nanoTime();
    speaker.result("sendTextMessage", Json.object().put("messageText", word));
    listener.hears("onReceiveTextMessage", e -> e.at("/message/message").asText().equals(word));
    listener.result("heartbeat");
    longest.accumulateAndGet(System.nanoTime() - start, Math::max);
  }

  /** Ends, and says whether all went well. */
  @Override
  public void close() {
    boolean stopped = talking.cancel(false);
    timer.shutdown();
    try {
      if (!stopped) {
        talking.get();
      }
      timer.awaitTermination(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError("a witness was disturbed", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      speaker.close();
      listener.close();
    }
    assertThat(words.get()).as("what was said meanwhile").isGreaterThan(20);
    assertThat(Duration.ofNanos(longest.get()))
        .as("the longest that a word took")
        .isLessThan(BEARABLE);
  }
}
