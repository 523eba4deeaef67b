package org.confab.room;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.confab.kernel.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A room to open; what is null takes its default (spec 19930–20010).
 *
 * @param reminderSeconds how long before the start people are reminded, 0 for not at all
 * @param invitees at most 300; nobody is in it twice
 */
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
    @Nullable Integer reminderSeconds,
    List<String> invitees) {
  /** As many may be invited to a room (spec 20082). */
  public static final int INVITEES = 300;

  public RoomDraft {
    if (invitees.size() > INVITEES) {
      throw Limits.invalid(
          "ScheduleInviteeList_Account has "
              + invitees.size()
              + " entries, at most "
              + INVITEES
              + " are allowed.");
    }
    invitees.forEach(invitee -> Limits.userId("ScheduleInviteeList_Account", invitee));
    invitees = List.copyOf(new LinkedHashSet<>(invitees));
  }

  /** Whether it is planned for a time, or for certain people. */
  boolean isScheduled() {
    return scheduleStart != null || scheduleEnd != null || !invitees.isEmpty();
  }
}
