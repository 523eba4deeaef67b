package org.confab.seat;

import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.room.Device;

/**
 * What a member may send. In a room with seats only who sits may send anything (spec 11775), and
 * from a locked seat not everything.
 *
 * @param seated false when the room has seats, and the member sits on none
 * @param audio sound of the microphone and of the screen
 * @param video pictures of the camera and of the screen
 */
public record SeatRights(boolean seated, boolean audio, boolean video) {
  /** Of members of a room without seats. */
  static final SeatRights WHOLE = new SeatRights(true, true, true);

  /** Of those who do not sit. */
  static final SeatRights NONE = new SeatRights(false, false, false);

  /** Refuses what the camera and the microphone may not send. */
  public void checkCamera(boolean sound, boolean picture) {
    checkSeated(sound || picture);
    checkSound(sound);
    if (picture && !video) {
      throw locked(Refusal.CAMERA_SEAT_LOCKED);
    }
  }

  /** Refuses what the screen may not send. */
  public void checkScreen(boolean sound, boolean picture) {
    checkSeated(sound || picture);
    checkSound(sound);
    if (picture && !video) {
      throw locked(Refusal.SCREEN_SEAT_LOCKED);
    }
  }

  /** Refuses to send from a device. */
  public void check(Device device) {
    switch (device) {
      case MICROPHONE -> checkCamera(true, false);
      case CAMERA -> checkCamera(false, true);
      case SCREEN -> checkScreen(false, true);
    }
  }

  private void checkSeated(boolean anything) {
    if (anything && !seated) {
      throw new Problem(Refusal.NOT_SEATED, "Take a seat first.");
    }
  }

  private void checkSound(boolean sound) {
    if (sound && !audio) {
      throw locked(Refusal.MICROPHONE_SEAT_LOCKED);
    }
  }

  private static Problem locked(Refusal refusal) {
    return new Problem(refusal, "This is locked on your seat; ask the host.");
  }
}
