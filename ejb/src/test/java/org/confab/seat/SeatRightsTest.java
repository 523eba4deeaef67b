package org.confab.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;

class SeatRightsTest {
  private static final SeatRights NO_SOUND = new SeatRights(true, false, true);
  private static final SeatRights NO_PICTURE = new SeatRights(true, true, false);

  @Test
  void withoutASeatNothingIsSentButEverythingMayBeStopped() {
    refused(Refusal.NOT_SEATED, () -> SeatRights.NONE.checkCamera(true, false));
    refused(Refusal.NOT_SEATED, () -> SeatRights.NONE.checkCamera(false, true));
    refused(Refusal.NOT_SEATED, () -> SeatRights.NONE.checkScreen(false, true));
    allowed(() -> SeatRights.NONE.checkCamera(false, false));
    allowed(() -> SeatRights.NONE.checkScreen(false, false));
  }

  @Test
  void aLockOfSoundIsForMicrophoneAndScreen() {
    refused(Refusal.MICROPHONE_SEAT_LOCKED, () -> NO_SOUND.checkCamera(true, true));
    refused(Refusal.MICROPHONE_SEAT_LOCKED, () -> NO_SOUND.checkScreen(true, true));
    allowed(() -> NO_SOUND.checkCamera(false, true));
    allowed(() -> NO_SOUND.checkScreen(false, true));
  }

  @Test
  void aLockOfPicturesIsForCameraAndScreen() {
    refused(Refusal.CAMERA_SEAT_LOCKED, () -> NO_PICTURE.checkCamera(true, true));
    refused(Refusal.SCREEN_SEAT_LOCKED, () -> NO_PICTURE.checkScreen(false, true));
    allowed(() -> NO_PICTURE.checkCamera(true, false));
  }

  @Test
  void inARoomWithoutSeatsEverythingIsSent() {
    allowed(() -> SeatRights.WHOLE.checkCamera(true, true));
    allowed(() -> SeatRights.WHOLE.checkScreen(true, true));
  }

  private static void allowed(ThrowingCallable call) {
    assertThatNoException().isThrownBy(call);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
