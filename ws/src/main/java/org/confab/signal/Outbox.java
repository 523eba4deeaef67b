package org.confab.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection: bounded, and written one frame after the other, so
 * that a client that does not read holds one frame in the socket and no thread. What gathered
 * meanwhile goes out as one JSON-RPC batch. Who adds does not write: the writer comes round to each
 * connection in turn, and finds the more waiting the more there is to do.
 */
final class Outbox {
  static final int MOST_MESSAGES = 1024;
  static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private static final int BATCH_MESSAGES = 128;
  private static final int BATCH_CHARACTERS = 64 * 1024;

  private final Wire wire;
  private final Executor writer;
  private final Deque<String> waiting = new ArrayDeque<>();
  private int characters;
  private boolean writing;
  private boolean closed;
  private @Nullable Runnable last;

  /** Writes a frame and says, on whatever thread, when the next one may follow. */
  interface Wire {
    void write(String frame, Consumer<Boolean> done);
  }

  Outbox(Wire wire, Executor writer) {
    this.wire = wire;
    this.writer = writer;
  }

  /**
   * Queues a message and has it written.
   *
   * @return false when the queue is full: the message is not taken, and nothing more will be
   */
  boolean add(String message) {
    synchronized (this) {
      if (closed) {
        return true;
      }
      if (waiting.size() >= MOST_MESSAGES || characters + message.length() > MOST_CHARACTERS) {
        close();
        return false;
      }
      waiting.add(message);
      characters += message.length();
      if (writing) {
        return true;
      }
      writing = true;
    }
    writer.execute(this::pump);
    return true;
  }

  /** Forgets what waits; nothing more is written. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    characters = 0;
  }

  /** Takes nothing more, and runs the task when what waits is written. */
  void finish(Runnable task) {
    synchronized (this) {
      closed = true;
      if (writing) {
        last = task;
        return;
      }
    }
    task.run();
  }

  /** Writes frame after frame while each is done at once; otherwise its completion carries on. */
  private void pump() {
    Turn turn;
    do {
      String frame = next();
      if (frame == null) {
        finished();
        return;
      }
      turn = new Turn();
      try {
        wire.write(frame, turn);
      } catch (RuntimeException | Error gone) {
        // a session that is closing refuses by exception, and Tyrus what it cannot encode by error
        turn.accept(false);
      }
    } while (turn.doneDuringCall());
  }

  private void finished() {
    Runnable task;
    synchronized (this) {
      task = last;
      last = null;
    }
    if (task != null) {
      task.run();
    }
  }

  private synchronized @Nullable String next() {
    String first = waiting.poll();
    if (first == null) {
      writing = false;
      return null;
    }
    characters -= first.length();
    String second = waiting.peek();
    if (second == null || first.length() + second.length() > BATCH_CHARACTERS) {
      return first;
    }
    StringBuilder batch =
        new StringBuilder(Math.min(characters + first.length() + 128, BATCH_CHARACTERS + 128));
    batch.append('[').append(first);
    for (int n = 1; n < BATCH_MESSAGES; n++) {
      String more = waiting.peek();
      if (more == null || batch.length() + more.length() > BATCH_CHARACTERS) {
        break;
      }
      waiting.remove();
      characters -= more.length();
      batch.append(',').append(more);
    }
    return batch.append(']').toString();
  }

  /** One write under way: whoever comes second, the call's return or the completion, carries on. */
  private final class Turn implements Consumer<Boolean> {
    private boolean returned;
    private boolean done;

    @Override
    public void accept(Boolean written) {
      if (!written) {
        close();
      }
      synchronized (this) {
        done = true;
        if (!returned) {
          return;
        }
      }
      pump();
    }

    synchronized boolean doneDuringCall() {
      returned = true;
      return done;
    }
  }
}
