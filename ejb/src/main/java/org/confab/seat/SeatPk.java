package org.confab.seat;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of {@link Seat}; a class, since the persistence provider takes no record here.
 */
class SeatPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";
  private int index;

  SeatPk() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof SeatPk that
        && sdkAppId == that.sdkAppId
        && roomId.equals(that.roomId)
        && index == that.index;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sdkAppId, roomId, index);
  }
}
