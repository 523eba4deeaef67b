package org.confab.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatMapTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");
  private static final SeatLock WHOLE = new SeatLock(true, null, null);

  private final SeatMap seats = new SeatMap(ROOM, 3, List.of());

  @Test
  void seatsAreNumberedFromNoughtAndFree() {
    assertThat(seats.infos(Map.of())).extracting(SeatInfo::index).containsExactly(0, 1, 2);
    assertThat(seats.infos(Map.of())).noneMatch(SeatInfo::isTaken);
  }

  @Test
  void aSeatHasOneMemberAndAMemberOneSeat() {
    seats.sit("ann", 1);
    refused(Refusal.SEAT_OCCUPIED, () -> seats.sit("bob", 1));
    refused(Refusal.ALREADY_SEATED, () -> seats.sit("ann", 2));
    assertThat(seats.occupant(1)).isEqualTo("ann");
    assertThat(seats.seated()).containsExactly("ann");
  }

  @Test
  void whoeverTakesAnySeatGetsTheFirstThatIsFreeAndUnlocked() {
    seats.sit("ann", 0);
    seats.lock(1, WHOLE);
    seats.sit("bob", SeatMap.ANY);
    assertThat(seats.occupant(2)).isEqualTo("bob");
    refused(Refusal.SEATS_FULL, () -> seats.sit("cai", SeatMap.ANY));
    seats.lock(1, new SeatLock(false, null, null));
    seats.sit("cai", SeatMap.ANY);
    assertThat(seats.occupant(1)).isEqualTo("cai");
  }

  @Test
  void oneMayAskForAnySeatAlsoWhenNoneIsFreeAndForAFreeOne() {
    seats.sit("ann", 0);
    seats.lock(1, WHOLE);
    refused(Refusal.SEAT_OCCUPIED, () -> seats.checkSitting("bob", 0));
    refused(Refusal.SEAT_LOCKED, () -> seats.checkSitting("bob", 1));
    refused(Refusal.NO_SUCH_SEAT, () -> seats.checkSitting("bob", 3));
    refused(Refusal.ALREADY_SEATED, () -> seats.checkSitting("ann", 2));
    seats.checkSitting("bob", 2);
    seats.sit("cai", 2);
    seats.checkSitting("bob", SeatMap.ANY);
    assertThat(seats.seated()).as("asking takes no seat").containsExactly("ann", "cai");
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aSeatThatIsNotThereIsRefused(int index) {
    refused(Refusal.NO_SUCH_SEAT, () -> seats.sit("ann", index));
    refused(Refusal.NO_SUCH_SEAT, () -> seats.lock(index, WHOLE));
  }

  @Test
  void anySeatIsLockedByItsNumberOnly() {
    refused(Refusal.NO_SUCH_SEAT, () -> seats.lock(SeatMap.ANY, WHOLE));
  }

  @Test
  void aLockedSeatIsEmptiedAndStaysEmpty() {
    seats.sit("ann", 1);
    seats.lock(1, WHOLE);
    assertThat(seats.seated()).isEmpty();
    refused(Refusal.SEAT_LOCKED, () -> seats.sit("ann", 1));
  }

  @Test
  void onlyWhatIsGivenIsLocked() {
    seats.sit("ann", 0);
    seats.lock(0, new SeatLock(null, null, true));
    seats.lock(0, new SeatLock(null, true, null));
    assertThat(seats.seated()).as("locks of sound and picture move nobody").containsExactly("ann");
    assertThat(seats.infos(Map.of()).get(0).rights()).isEqualTo(new SeatRights(true, false, false));
    seats.lock(0, new SeatLock(null, false, null));
    assertThat(seats.infos(Map.of()).get(0).rights()).isEqualTo(new SeatRights(true, false, true));
  }

  @Test
  void locksStayWithTheSeatWhoeverSitsThere() {
    seats.lock(0, new SeatLock(null, null, true));
    seats.sit("ann", 0);
    seats.leave("ann");
    seats.sit("bob", 0);
    assertThat(seats.infos(Map.of()).get(0).audioLocked()).isTrue();
  }

  @Test
  void whoDoesNotSitDoesNotLeave() {
    refused(Refusal.NOT_SEATED, () -> seats.leave("ann"));
    seats.sit("ann", 0);
    seats.leave("ann");
    refused(Refusal.NOT_SEATED, () -> seats.leave("ann"));
    seats.sit("bob", 0);
  }

  @Test
  void aSeatSaidToBeSomebodysMustBe() {
    seats.sit("ann", 2);
    assertThat(seats.indexOf("ann", 2)).isEqualTo(2);
    assertThat(seats.indexOf("ann", SeatMap.ANY)).isEqualTo(2);
    refused(Refusal.NOT_SEATED, () -> seats.indexOf("ann", 1));
    refused(Refusal.NO_SUCH_SEAT, () -> seats.indexOf("ann", 3));
    refused(Refusal.NOT_SEATED, () -> seats.indexOf("bob", SeatMap.ANY));
  }

  @Test
  void storedSeatsAreThemselvesAgain() {
    Seat stored = new Seat(ROOM, 1);
    stored.sit("ann");
    Seat beyond = new Seat(ROOM, 7);
    SeatMap again = new SeatMap(ROOM, 3, List.of(beyond, stored));
    assertThat(again.occupant(1)).isEqualTo("ann");
    assertThat(again.seats()).hasSize(3);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
