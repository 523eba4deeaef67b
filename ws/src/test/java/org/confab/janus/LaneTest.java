package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Lane lane = new Lane();

  @Test
  void aStepBeginsWhenTheOneBeforeIsOver() {
    List<String> begun = new ArrayList<>();
    CompletableFuture<String> first = new CompletableFuture<>();

    var unused = lane.run(() -> begin(begun, "first", first));
    var second = lane.run(() -> begin(begun, "second", CompletableFuture.completedFuture("done")));
    assertThat(begun).containsExactly("first");
    assertThat(second).isNotDone();

    first.completeExceptionally(new IllegalStateException("failed"));
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void aStepThatThrowsDoesNotStopTheLane() {
    CompletableFuture<String> thrown =
        lane.run(
            () -> {
              throw new IllegalStateException("failed");
            });
    CompletableFuture<String> next = lane.run(() -> CompletableFuture.completedFuture("done"));

    assertThat(thrown).isCompletedExceptionally();
    assertThat(next).isCompletedWithValue("done");
  }

  @Test
  void tooManyWaitingStepsAreRefused() {
    CompletableFuture<String> never = new CompletableFuture<>();
    List<CompletableFuture<String>> steps = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      steps.add(lane.run(() -> never));
    }

    assertThat(steps.get(0)).isNotDone();
    assertThat(steps.get(999)).isCompletedExceptionally();
  }

  private static CompletableFuture<String> begin(
      List<String> begun, String name, CompletableFuture<String> step) {
    begun.add(name);
    return step;
  }
}
