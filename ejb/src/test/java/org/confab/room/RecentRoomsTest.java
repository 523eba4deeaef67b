package org.confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.confab.kernel.RoomKey;
import org.junit.jupiter.api.Test;

class RecentRoomsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final RecentRooms rooms = new RecentRooms();

  @Test
  void anIdIsOpenedOnceASecond() {
    rooms.opened(new RoomKey(1, "r"), NOW);
    assertThat(rooms.has(new RoomKey(1, "r"), NOW.plusMillis(999))).isTrue();
    assertThat(rooms.has(new RoomKey(1, "r"), NOW.plusMillis(1000))).isFalse();
  }

  @Test
  void otherIdsAndApplicationsAreNotHeldBack() {
    rooms.opened(new RoomKey(1, "r"), NOW);
    assertThat(rooms.has(new RoomKey(1, "s"), NOW)).isFalse();
    assertThat(rooms.has(new RoomKey(2, "r"), NOW)).isFalse();
  }
}
