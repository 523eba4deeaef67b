package org.confab.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.confab.kernel.Caller;
import org.confab.kernel.RoomKey;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.junit.jupiter.api.Test;

class SeatsChangedTest {
  @Test
  void whoMovesLeavesOneSeatAndTakesAnother() {
    SeatsChanged moved =
        changed(List.of(seat(0, "ann"), seat(1, "")), List.of(seat(0, ""), seat(1, "ann")));
    assertThat(moved.left()).containsExactly(seat(0, "ann"));
    assertThat(moved.seated()).containsExactly(seat(1, "ann"));
    assertThat(moved.rights()).isEqualTo(Map.of("ann", new SeatRights(true, true, true)));
  }

  @Test
  void whoLeavesMaySendNothing() {
    SeatsChanged left =
        changed(List.of(seat(0, "ann"), seat(1, "bob")), List.of(seat(0, ""), seat(1, "bob")));
    assertThat(left.left()).containsExactly(seat(0, "ann"));
    assertThat(left.seated()).isEmpty();
    assertThat(left.rights()).isEqualTo(Map.of("ann", SeatRights.NONE));
  }

  @Test
  void aLockConcernsWhoeverSitsThere() {
    SeatInfo locked = new SeatInfo(0, "ann", "", "", "", false, true, false);
    SeatsChanged changed =
        changed(List.of(seat(0, "ann"), seat(1, "bob")), List.of(locked, seat(1, "bob")));
    assertThat(changed.left()).isEmpty();
    assertThat(changed.seated()).isEmpty();
    assertThat(changed.rights()).isEqualTo(Map.of("ann", new SeatRights(true, true, false)));
  }

  @Test
  void seatsMayBecomeMoreOrFewer() {
    SeatsChanged more = changed(List.of(seat(0, "ann")), List.of(seat(0, "ann"), seat(1, "bob")));
    assertThat(more.seated()).containsExactly(seat(1, "bob"));
    SeatsChanged fewer = changed(List.of(seat(0, ""), seat(1, "bob")), List.of(seat(0, "")));
    assertThat(fewer.left()).containsExactly(seat(1, "bob"));
  }

  private static SeatsChanged changed(List<SeatInfo> before, List<SeatInfo> seats) {
    return new SeatsChanged(
        Caller.server(1, "ann"), new RoomKey(1, "r"), before, seats, 2, Instant.EPOCH);
  }

  private static SeatInfo seat(int index, String userId) {
    return new SeatInfo(index, userId, "", "", "", false, false, false);
  }
}
