package org.confab.room;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.junit.jupiter.api.Test;

class RecentRoomsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final RecentRooms rooms = new RecentRooms();

  @Test
  void anIdIsOpenedOnceASecond() {
    rooms.opened(new RoomKey(1, "r"), NOW);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> rooms.check(new RoomKey(1, "r"), NOW.plusMillis(999)))
        .matches(problem -> problem.refusal() == Refusal.ROOM_CREATED_TOO_OFTEN);
    rooms.check(new RoomKey(1, "r"), NOW.plusMillis(1000));
  }

  @Test
  void otherIdsAndApplicationsAreNotHeldBack() {
    rooms.opened(new RoomKey(1, "r"), NOW);
    rooms.check(new RoomKey(1, "s"), NOW);
    rooms.check(new RoomKey(2, "r"), NOW);
  }
}
