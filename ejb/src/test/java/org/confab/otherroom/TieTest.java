package org.confab.otherroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.junit.jupiter.api.Test;

class TieTest {
  private static final RoomInfo OWN = room("own", RoomType.LIVE);
  private static final RoomInfo OTHER = room("other", RoomType.LIVE);
  private static final RoomInfo MEETING = room("meeting", RoomType.CONFERENCE);

  @Test
  void twoLiveRoomsAreConnected() {
    assertThatNoException().isThrownBy(() -> Tie.checkRooms(OWN, OTHER));
  }

  @Test
  void conferencesAreNot() {
    refused(Refusal.NOT_IN_THIS_ROOM_TYPE, () -> Tie.checkRooms(OWN, MEETING));
    refused(Refusal.NOT_IN_THIS_ROOM_TYPE, () -> Tie.checkRooms(MEETING, OTHER));
  }

  @Test
  void noRoomIsConnectedWithItself() {
    refused(Refusal.INVALID_ARGUMENT, () -> Tie.checkRooms(OWN, OWN));
  }

  @Test
  void onlyTheOwnerIsTheHost() {
    assertThatNoException().isThrownBy(() -> Tie.checkHost(OTHER, "owner of other"));
    refused(Refusal.INVALID_ARGUMENT, () -> Tie.checkHost(OTHER, "owner of own"));
  }

  @Test
  void aConnectedRoomKnowsTheOtherAndIsNotConnectedAgain() {
    Tie tie = new Tie(OWN.key(), "owner of own", OTHER.key());
    assertThat(tie.room()).isEqualTo(OWN.key());
    assertThat(tie.other()).isEqualTo(OTHER.key());
    assertThat(tie.inTheWay().refusal()).isEqualTo(Refusal.REQUEST_IN_CONFLICT);
  }

  private static RoomInfo room(String id, RoomType type) {
    return new RoomInfo(
        new RoomKey(1, id),
        id,
        type,
        "owner of " + id,
        "",
        300,
        16,
        false,
        SeatMode.FREE_TO_TAKE,
        false,
        false,
        false,
        false,
        false,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        RoomStatus.RUNNING,
        Instant.EPOCH,
        1,
        1);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
