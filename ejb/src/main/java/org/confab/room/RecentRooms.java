package org.confab.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;

/**
 * Remembers for a moment which rooms were opened: nothing else of a room is kept once it is closed,
 * and no id may be opened twice within a second (spec 20143). Each node counts for itself.
 */
@ApplicationScoped
class RecentRooms {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Cache<RoomKey, Instant> opened =
      Caffeine.newBuilder().expireAfterWrite(PAUSE.multipliedBy(2)).maximumSize(100_000).build();

  /** Refused when a room of this id was opened a moment ago. */
  public void check(RoomKey key, Instant now) {
    Instant last = opened.getIfPresent(key);
    if (last != null && now.isBefore(last.plus(PAUSE))) {
      throw new Problem(
          Refusal.ROOM_CREATED_TOO_OFTEN, "A room of this id was created less than a second ago.");
    }
  }

  public void opened(RoomKey key, Instant now) {
    opened.put(key, now);
  }
}
