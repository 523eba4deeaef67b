package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.confab.json.Json;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final List<String> written = new ArrayList<>();
  private final List<Consumer<Boolean>> underWay = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(
          (frame, done) -> {
            written.add(frame);
            underWay.add(done);
          },
          Runnable::run);

  @Test
  void whatGathersDuringAWriteGoesOutAsOneBatch() {
    outbox.add("1");
    outbox.add("2");
    outbox.add("3");
    assertThat(written).containsExactly("1");

    underWay.get(0).accept(true);
    assertThat(written).containsExactly("1", "[2,3]");

    underWay.get(1).accept(true);
    outbox.add("4");
    assertThat(written).containsExactly("1", "[2,3]", "4");
  }

  @Test
  void aReaderThatStopsHoldsNoMoreThanItsQueue() {
    outbox.add("first");
    for (int i = 0; i < Outbox.MOST_MESSAGES; i++) {
      assertThat(outbox.add("x")).isTrue();
    }
    assertThat(outbox.add("one too many")).isFalse();
    assertThat(written).containsExactly("first");

    underWay.get(0).accept(true);
    assertThat(written).as("nothing is written after the queue was full").hasSize(1);
  }

  @Test
  void theQueueIsBoundedInCharactersToo() {
    outbox.add("first");
    String quarter = "x".repeat(Outbox.MOST_CHARACTERS / 4);
    IntStream.range(0, 4).forEach(i -> assertThat(outbox.add(quarter)).isTrue());
    assertThat(outbox.add("x")).isFalse();
  }

  @Test
  void finishingWaitsForWhatIsQueued() {
    List<String> end = new ArrayList<>();
    outbox.add("1");
    outbox.add("2");
    outbox.finish(() -> end.add("closed"));
    outbox.add("too late");
    assertThat(end).isEmpty();

    underWay.get(0).accept(true);
    underWay.get(1).accept(true);
    assertThat(written).containsExactly("1", "2");
    assertThat(end).containsExactly("closed");
  }

  @Test
  void aFailedWriteEndsIt() {
    outbox.add("1");
    outbox.add("2");
    underWay.get(0).accept(false);
    outbox.add("3");
    assertThat(written).containsExactly("1");
  }

  @Test
  void orderHoldsWithManyWritersAndCompletionsOnOtherThreads() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<String> seen = new ArrayList<>();
    Outbox busy =
        new Outbox(
            (frame, done) ->
                threads.execute(
                    () -> {
                      Json.read("[" + frame.replaceAll("[\\[\\]]", "") + "]")
                          .forEach(message -> seen.add(message.asText()));
                      done.accept(true);
                    }),
            threads);
    IntStream.range(0, 500).forEach(i -> busy.add(String.valueOf(i)));
    java.util.concurrent.CountDownLatch ended = new java.util.concurrent.CountDownLatch(1);
    busy.finish(ended::countDown);
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();
    assertThat(seen)
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
  }
}
