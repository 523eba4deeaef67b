package org.confab.room;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a room that can change while it lives; what is null stays as it is.
 *
 * @param name at most 100 bytes
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
    @Nullable SeatMode seatMode) {}
