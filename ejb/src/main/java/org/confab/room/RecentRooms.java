package org.confab.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.confab.kernel.RoomKey;

/**
 * Remembers for a moment which rooms were opened: nothing else of a room is kept once it is closed,
 * and no id may be opened twice within a second (spec 20143). Each node counts for itself.
 */
@ApplicationScoped
class RecentRooms {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Cache<RoomKey, Instant> opened =
      Caffeine.newBuilder()
          .expireAfterWrite(PAUSE.multipliedBy(2))
          .maximumSize(100_000)
          .executor(Runnable::run) // what it does is less than handing it to another thread
          .build();

  /** Whether a room of this id was opened a moment ago. */
  public boolean has(RoomKey key, Instant now) {
    Instant last = opened.getIfPresent(key);
    return last != null && now.isBefore(last.plus(PAUSE));
  }

  public void opened(RoomKey key, Instant now) {
    opened.put(key, now);
  }
}
