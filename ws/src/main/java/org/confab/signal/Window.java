package org.confab.signal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How far writing may run ahead of the reader. A server says that a frame is written when it has it
 * in a buffer of its own, and Payara's buffers have no end; so a WebSocket ping goes out every now
 * and then, and writing waits while too much lies between the last pong and here.
 */
final class Window {
  static final int MOST_CHARACTERS = 256 * 1024;

  private static final int PING_EVERY = 64 * 1024;

  private final LongConsumer ping;
  private long written;
  private long pinged;
  private long read;
  private @Nullable Consumer<Boolean> held;

  /**
   * @param ping sends a ping that carries the number
   */
  Window(LongConsumer ping) {
    this.ping = ping;
  }

  /** A frame is written: says so to whom it concerns, now or when the reader has caught up. */
  void written(int characters, Consumer<Boolean> done) {
    boolean due;
    boolean open;
    long now;
    synchronized (this) {
      written += characters;
      now = written;
      due = written - pinged >= PING_EVERY;
      if (due) {
        pinged = written;
      }
      open = written - read <= MOST_CHARACTERS;
      if (!open) {
        held = done;
      }
    }
    if (due) {
      ping.accept(now);
    }
    if (open) {
      done.accept(true);
    }
  }

  /** A pong came back: everything before its ping was read. */
  void answered(ByteBuffer payload) {
    Consumer<Boolean> ready;
    synchronized (this) {
      if (payload.remaining() != Long.BYTES) {
        return;
      }
      long upTo = payload.getLong();
      if (upTo <= read || upTo > pinged) {
        return;
      }
      read = upTo;
      if (held == null || written - read > MOST_CHARACTERS) {
        return;
      }
      ready = held;
      held = null;
    }
    ready.accept(true);
  }

  static ByteBuffer payload(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).flip();
  }
}
