package org.confab.member;

import java.io.Serializable;
import java.util.Objects;
import org.confab.kernel.RoomKey;

/**
 * The primary key of what there is of one user in one room; a class, since the persistence provider
 * takes no record here.
 */
public class RoomUserPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";
  private String userId = "";

  public RoomUserPk() {}

  public RoomUserPk(RoomKey room, String userId) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
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
