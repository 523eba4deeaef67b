package org.confab.room;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of {@link Room}, and of what a room has one of; a class, since the persistence
 * provider takes no record here.
 */
public class RoomPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";

  public RoomPk() {}

  public RoomPk(long sdkAppId, String roomId) {
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
