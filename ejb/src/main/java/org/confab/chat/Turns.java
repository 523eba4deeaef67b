package org.confab.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomInfo;

/**
 * Lets those who speak in a room of this node do so one after another, and remembers how far the
 * room is. Who waits holds no connection of the database, as it would if it waited for a row.
 */
@ApplicationScoped
class Turns {
  private static final int STRIPES = 256;
  private static final long PATIENCE_SECONDS = 10;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST_ROOMS = 10_000;

  private final List<Lock> locks =
      Stream.generate(() -> (Lock) new ReentrantLock(true)).limit(STRIPES).toList();

  private final Cache<RoomKey, Said> said =
      Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(MOST_ROOMS).build();

  /** The number of the last message, of a room as it was created then. */
  private record Said(Instant roomCreated, long last) {}

  /** Does something in the room when it is the caller's turn; refused when that does not come. */
  <T> T take(RoomKey room, Supplier<T> task) {
    Lock turn = locks.get(Math.floorMod(room.hashCode(), STRIPES));
    if (!await(turn)) {
      throw new Problem(Refusal.INTERNAL, "Those before you take too long. Try again.");
    }
    try {
      return task.get();
    } finally {
      turn.unlock();
    }
  }

  private static boolean await(Lock turn) {
    try {
      return turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The number for the next message of a room, by whoever has its turn. It is right unless somebody
   * on another node spoke meanwhile.
   *
   * @param last reads the number of the last message, 0 when there is none
   */
  long next(RoomInfo room, LongSupplier last) {
    Said before = said.getIfPresent(room.key());
    if (before == null || !before.roomCreated().equals(room.createdAt())) {
      before = new Said(room.createdAt(), last.getAsLong());
    }
    long next = before.last() + 1;
    said.put(room.key(), new Said(room.createdAt(), next));
    return next;
  }

  /** The number that was drawn is not used: the next one is read anew. */
  void forget(RoomKey room) {
    said.invalidate(room);
  }
}
