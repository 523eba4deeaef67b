package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingFramesTest {
  private static final int TEXT = 0x81;
  private static final int PART = 0x01;
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /** A frame as clients send it; its payload looks like a close frame. */
  private void frame(int first, int length, boolean masked) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
    int mask = masked ? 0x80 : 0;
    if (length < 126) {
      header.put((byte) (mask | length));
    } else if (length < 65_536) {
      header.put((byte) (mask | 126)).putShort((short) length);
    } else {
      header.put((byte) (mask | 127)).putLong(length);
    }
    if (masked) {
      header.putInt(0x88828882);
    }
    sent.write(header.array(), 0, header.position());
    for (int i = 0; i < length; i++) {
      sent.write(i % 2 == 0 ? 0x88 : 0x80);
    }
  }

  private int bytesUntilClosed(int chunk) {
    byte[] bytes = sent.toByteArray();
    IncomingFrames frames = new IncomingFrames();
    for (int i = 0; i < bytes.length; i += chunk) {
      if (frames.isClosed()) {
        return i;
      }
      frames.follow(bytes, i, Math.min(chunk, bytes.length - i));
    }
    return frames.isClosed() ? bytes.length : -1;
  }

  @ParameterizedTest
  @CsvSource({"0,true", "2,true", "125,true", "0,false", "2,false"})
  void aCloseFrameClosesWhenItIsWhole(int length, boolean masked) {
    for (int other : new int[] {0, 1, 125, 126, 127, 300, 65_535, 65_536, 70_000}) {
      frame(TEXT, other, true);
      frame(PART, other, false);
    }
    frame(PING, 5, true);
    int before = sent.size();
    frame(CLOSE, length, masked);
    int whole = sent.size();
    sent.writeBytes(new byte[100]);
    assertThat(bytesUntilClosed(1)).isEqualTo(whole);
    assertThat(whole).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4096, 1_000_000})
  void howItIsCutDoesNotMatter(int chunk) {
    frame(TEXT, 300, true);
    frame(PING, 0, true);
    frame(TEXT, 70_000, true);
    assertThat(bytesUntilClosed(chunk)).isEqualTo(-1);
    frame(CLOSE, 2, true);
    assertThat(bytesUntilClosed(chunk)).isEqualTo(sent.size());
  }
}
