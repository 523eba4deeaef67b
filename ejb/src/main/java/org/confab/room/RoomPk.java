package org.confab.room;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of {@link Room}; a class, since the persistence provider takes no record here.
 */
class RoomPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";

  RoomPk() {}

  RoomPk(long sdkAppId, String roomId) {
    this.sdkAppId = sdkAppId;
    this.roomId = roomId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoomPk that && sdkAppId == that.sdkAppId && roomId.equals(that.roomId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sdkAppId, roomId);
  }
}
