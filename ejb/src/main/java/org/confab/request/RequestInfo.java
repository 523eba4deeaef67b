package org.confab.request;

import java.time.Instant;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * A request as others see it.
 *
 * @param room of the one who asks
 * @param askedRoom of the one who is asked: another one only where it is about two rooms
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
    RoomKey askedRoom,
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

  /** The same, taken back by the one who asked. */
  RequestInfo takenBack(Instant now) {
    return new RequestInfo(
        id,
        room,
        askedRoom,
        action,
        askerId,
        askerName,
        askerNameCard,
        askerAvatarUrl,
        subjectId,
        seatIndex,
        askedAt,
        Outcome.CANCELLED,
        askerId,
        now);
  }

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
