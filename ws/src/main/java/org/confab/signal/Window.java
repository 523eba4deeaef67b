package org.confab.signal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private static final SecureRandom NUMBERS = new SecureRandom();

  /** Under way to the reader, who must not guess its number: what lies before it was read then. */
  private record Ping(long number, long upTo) {}

  private final LongConsumer ping;
  private final Deque<Ping> pings = new ArrayDeque<>();
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
    long number = 0;
    synchronized (this) {
      written += characters;
      due = written - pinged >= PING_EVERY;
      if (due) {
        pinged = written;
        number = NUMBERS.nextLong();
        pings.add(new Ping(number, written));
      }
      open = written - read <= MOST_CHARACTERS;
      if (!open) {
        held = done;
      }
    }
    if (due) {
      ping.accept(number);
    }
    if (open) {
      done.accept(true);
    }
  }

  /**
   * A pong came back: everything before its ping was read. One that was not asked for is nothing.
   */
  void answered(ByteBuffer payload) {
    Consumer<Boolean> ready;
    synchronized (this) {
      if (payload.remaining() != Long.BYTES) {
        return;
      }
      long number = payload.getLong();
      if (pings.stream().noneMatch(one -> one.number() == number)) {
        return;
      }
      Ping answered;
      do {
        answered = pings.remove();
      } while (answered.number() != number);
      read = answered.upTo();
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
