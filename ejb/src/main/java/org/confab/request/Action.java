package org.confab.request;

import java.util.Objects;
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
  APPLY_FOR_SCREEN(Device.SCREEN, true),

  /** A host asks that of another room. */
  CONNECT_OTHER_ROOM(null, false);

  /** The matter of what is about seats; what is about devices is named for them. */
  static final String SEAT = "SEAT";

  /** The matter of what is about two rooms. */
  static final String OTHER_ROOM = "OTHER_ROOM";

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

  /** What is to be opened; null when it is about something else. */
  @Nullable Device device() {
    return device;
  }

  /** What it is about. */
  String matter() {
    return switch (this) {
      case TAKE_SEAT, INVITE_TO_SEAT -> SEAT;
      case CONNECT_OTHER_ROOM -> OTHER_ROOM;
      default -> Objects.requireNonNull(device, "all others are about a device").name();
    };
  }
}
