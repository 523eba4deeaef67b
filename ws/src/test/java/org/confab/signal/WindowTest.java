package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final int FRAME = 32 * 1024;

  private final List<Long> pings = new ArrayList<>();
  private final List<Boolean> done = new ArrayList<>();
  private final Window window = new Window(pings::add);

  @Test
  void writingWaitsForAReaderThatFallsBehind() {
    write(8);
    assertThat(done).hasSize(8);
    assertThat(pings).containsExactly(2L * FRAME, 4L * FRAME, 6L * FRAME, 8L * FRAME);
    write(1);
    assertThat(done).as("the ninth waits").hasSize(8);

    window.answered(Window.payload(2L * FRAME));
    assertThat(done).hasSize(9);
    write(1);
    assertThat(done).hasSize(10);
    write(1);
    assertThat(done).hasSize(10);
    window.answered(Window.payload(8L * FRAME));
    assertThat(done).hasSize(11);
  }

  @Test
  void pongsNobodyAskedForCountNothing() {
    write(9);
    window.answered(Window.payload(1_000_000_000));
    window.answered(Window.payload(-5));
    window.answered(ByteBuffer.allocate(0));
    window.answered(ByteBuffer.allocate(3));
    assertThat(done).hasSize(8);
  }

  private void write(int frames) {
    for (int i = 0; i < frames; i++) {
      window.written(FRAME, done::add);
    }
  }
}
