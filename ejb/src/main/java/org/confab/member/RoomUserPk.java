package org.confab.member;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of what there is of one user in one room; a class, since the persistence provider
 * takes no record here.
 */
class RoomUserPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";
  private String userId = "";

  RoomUserPk() {}

  RoomUserPk(long sdkAppId, String roomId, String userId) {
    this.sdkAppId = sdkAppId;
    this.roomId = roomId;
    this.userId = userId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoomUserPk that
        && sdkAppId == that.sdkAppId
        && roomId.equals(that.roomId)
        && userId.equals(that.userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sdkAppId, roomId, userId);
  }
}
