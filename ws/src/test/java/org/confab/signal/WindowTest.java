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
    assertThat(pings).hasSize(4);
    write(1);
    assertThat(done).as("the ninth waits").hasSize(8);

    window.answered(Window.payload(pings.get(0)));
    assertThat(done).hasSize(9);
    write(1);
    assertThat(done).hasSize(10);
    write(1);
    assertThat(done).hasSize(10);
    window.answered(Window.payload(pings.get(3)));
    assertThat(done).hasSize(11);
  }

  @Test
  void pongsNobodyAskedForCountNothing() {
    write(9);
    window.answered(Window.payload(2L * FRAME));
    window.answered(Window.payload(8L * FRAME));
    window.answered(Window.payload(-5));
    window.answered(ByteBuffer.allocate(0));
    window.answered(ByteBuffer.allocate(3));
    assertThat(done).hasSize(8);
  }

  @Test
  void aPongCountsOnce() {
    write(9);
    window.answered(Window.payload(pings.get(0)));
    write(1);
    for (int i = 0; i < 5; i++) {
      window.answered(Window.payload(pings.get(0)));
    }
    write(1);
    assertThat(done).as("the eleventh waits").hasSize(10);
  }

  private void write(int frames) {
    for (int i = 0; i < frames; i++) {
      window.written(FRAME, done::add);
    }
  }
}
