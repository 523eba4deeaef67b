package org.confab.room;

import java.time.Instant;
import org.confab.kernel.RoomKey;

/**
 * A room as others see it.
 *
 * @param password {@code ""} when there is none
 * @param seatMode of use only when seats are enabled
 */
public record RoomInfo(
    RoomKey key,
    String name,
    RoomType type,
    String ownerId,
    String password,
    int maxMembers,
    int maxSeats,
    boolean seatsEnabled,
    SeatMode seatMode,
    boolean videoDisabled,
    boolean audioDisabled,
    boolean messageDisabled,
    boolean screenDisabled,
    boolean recordingDisabled,
    String customInfo,
    Instant scheduleStart,
    Instant scheduleEnd,
    RoomStatus status,
    Instant createdAt,
    int memberCount,
    long seq) {

  /** Whether it is switched off for everybody. */
  public boolean isDisabled(Device device) {
    return switch (device) {
      case MICROPHONE -> audioDisabled;
      case CAMERA -> videoDisabled;
      case SCREEN -> screenDisabled;
    };
  }

  public boolean hasPassword() {
    return !password.isEmpty();
  }
}
