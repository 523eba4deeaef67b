package org.confab.room;

import org.confab.kernel.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a room that can change while it lives, within the limits of the specification; what
 * is null stays as it is.
 *
 * @param name at most 100 bytes
 * @param maxMembers at least 1; the plan says how many at most
 * @param customInfo at most 500 bytes
 */
public record RoomChange(
    @Nullable String name,
    @Nullable Integer maxMembers,
    @Nullable Boolean videoDisabled,
    @Nullable Boolean audioDisabled,
    @Nullable Boolean messageDisabled,
    @Nullable Boolean screenDisabled,
    @Nullable Boolean recordingDisabled,
    @Nullable String customInfo,
    @Nullable SeatMode seatMode) {
  private static final int NAME_BYTES = 100;
  private static final int CUSTOM_INFO_BYTES = 500;

  public RoomChange {
    checkName(name);
    Limits.number("MaxMemberCount", maxMembers, 1, 1, Integer.MAX_VALUE);
    Limits.text("CustomInfo", customInfo, "", CUSTOM_INFO_BYTES);
  }

  static void checkName(@Nullable String name) {
    Limits.text("RoomName", name, "", NAME_BYTES);
  }

  /** The name alone. */
  public static RoomChange name(@Nullable String name) {
    return new RoomChange(name, null, null, null, null, null, null, null, null);
  }
}
