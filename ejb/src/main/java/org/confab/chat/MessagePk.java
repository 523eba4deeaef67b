package org.confab.chat;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of {@link Message}; a class, since the persistence provider takes no record here.
 */
class MessagePk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String roomId = "";
  private long number;

  MessagePk() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof MessagePk that
        && sdkAppId == that.sdkAppId
        && roomId.equals(that.roomId)
        && number == that.number;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sdkAppId, roomId, number);
  }
}
