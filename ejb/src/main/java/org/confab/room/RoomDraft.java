package org.confab.room;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room to open; what is null takes its default (spec 19930–20010). */
public record RoomDraft(
    String roomId,
    RoomType type,
    @Nullable String ownerId,
    RoomChange settings,
    boolean seatsEnabled,
    @Nullable Integer maxSeats,
    @Nullable String password,
    @Nullable Instant scheduleStart,
    @Nullable Instant scheduleEnd,
    List<String> invitees) {}
