package org.confab.request;

import org.confab.kernel.Limits;
import org.confab.room.Device;
import org.jspecify.annotations.Nullable;

/** What is asked, and of whom (spec 9072–9090: TUIRequestAction). */
public enum Action {
  TAKE_SEAT(null, true),
  INVITE_TO_SEAT(null, false),
  OPEN_CAMERA(Device.CAMERA, false),
  OPEN_MICROPHONE(Device.MICROPHONE, false),
  APPLY_FOR_CAMERA(Device.CAMERA, true),
  APPLY_FOR_MICROPHONE(Device.MICROPHONE, true),
  APPLY_FOR_SCREEN(Device.SCREEN, true);

  /** The matter of what is about seats; the others are named for their devices. */
  static final String SEAT = "SEAT";

  private final @Nullable Device device;
  private final boolean application;

  Action(@Nullable Device device, boolean application) {
    this.device = device;
    this.application = application;
  }

  /** A moderator asks a member; the screen nobody can be asked for. */
  static Action toOpen(Device device) {
    return switch (device) {
      case CAMERA -> OPEN_CAMERA;
      case MICROPHONE -> OPEN_MICROPHONE;
      case SCREEN -> throw Limits.invalid("Nobody can be asked to share the screen.");
    };
  }

  /** A member asks the moderators. */
  static Action toBeAllowed(Device device) {
    return switch (device) {
      case CAMERA -> APPLY_FOR_CAMERA;
      case MICROPHONE -> APPLY_FOR_MICROPHONE;
      case SCREEN -> APPLY_FOR_SCREEN;
    };
  }

  /** Whether a member asks for itself, and any moderator may answer. */
  public boolean isApplication() {
    return application;
  }

  /** Applications are answered by whoever decides in the room, others by the one who is asked. */
  boolean isAnsweredBy(boolean moderator, boolean asked) {
    return application ? moderator : asked;
  }

  /** What is to be opened; null when it is about a seat. */
  @Nullable Device device() {
    return device;
  }

  /** What it is about. */
  String matter() {
    return device == null ? SEAT : device.name();
  }
}
