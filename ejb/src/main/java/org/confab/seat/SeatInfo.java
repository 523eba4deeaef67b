package org.confab.seat;

/**
 * A seat as others see it.
 *
 * @param index from 0 on
 * @param userId who sits on it, {@code ""} when nobody does; then the names are empty too
 */
public record SeatInfo(
    int index,
    String userId,
    String userName,
    String nameCard,
    String avatarUrl,
    boolean locked,
    boolean videoLocked,
    boolean audioLocked) {

  public boolean isTaken() {
    return !userId.isEmpty();
  }

  /** What whoever sits on it may send. */
  SeatRights rights() {
    return new SeatRights(true, !audioLocked, !videoLocked);
  }
}
