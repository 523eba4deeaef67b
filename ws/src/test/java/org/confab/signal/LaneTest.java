package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void whateverATaskThrowsTheNextOnesGoOn() {
    Lane lane = new Lane(Runnable::run);
    lane.run(
        () -> {
          throw new AssertionError("an error");
        });
    lane.run(
        () -> {
          throw new IllegalStateException("an exception");
        });
    lane.run(() -> done.add("next"));
    assertThat(done).containsExactly("next");
  }

  @Test
  void aTaskThatFoundNoThreadIsDoneWithTheNext() {
    boolean[] full = {true};
    Executor sometimesFull =
        task -> {
          if (full[0]) {
            throw new RejectedExecutionException("full");
          }
          task.run();
        };
    Lane lane = new Lane(sometimesFull);
    assertThatThrownBy(() -> lane.run(() -> done.add("first")))
        .isInstanceOf(RejectedExecutionException.class);
    full[0] = false;
    lane.run(() -> done.add("second"));
    assertThat(done).containsExactly("first", "second");
  }
}
