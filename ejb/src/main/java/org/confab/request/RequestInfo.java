package org.confab.request;

import java.time.Instant;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * A request as others see it.
 *
 * @param askerName the names are {@code ""} when the asker is no longer in the room
 * @param subjectId whose seat or device it is about: the asker of an application, else the one who
 *     is asked
 * @param seatIndex -1 for whichever is free, and of no use where it is about a device
 * @param outcome null while it is open, and so is {@code endedAt}
 * @param endedBy who brought the end about, {@code ""} when time did or it is open
 */
public record RequestInfo(
    String id,
    RoomKey room,
    Action action,
    String askerId,
    String askerName,
    String askerNameCard,
    String askerAvatarUrl,
    String subjectId,
    int seatIndex,
    Instant askedAt,
    @Nullable Outcome outcome,
    String endedBy,
    @Nullable Instant endedAt) {

  public boolean isOpen() {
    return outcome == null;
  }

  /** Whether it ended before a time. */
  public boolean endedBefore(Instant time) {
    return endedAt != null && endedAt.isBefore(time);
  }

  /** Whether it was put to this user. */
  public boolean isAnsweredBy(String userId, boolean moderator) {
    return action.isAnsweredBy(moderator, subjectId.equals(userId));
  }
}
