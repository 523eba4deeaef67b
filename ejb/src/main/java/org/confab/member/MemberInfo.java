package org.confab.member;

import java.util.List;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;

/**
 * A member as others see it.
 *
 * @param entry the place in the order of entering, unique in the room
 * @param marks numbers from 1,000 on, in rising order
 * @param customInfo text the application keeps with the member, {@code ""} when there is none
 */
public record MemberInfo(
    RoomKey room,
    String userId,
    String userName,
    String nameCard,
    String avatarUrl,
    Role role,
    String customInfo,
    List<Integer> marks,
    boolean audio,
    boolean video,
    boolean screen,
    boolean messageDisabled,
    long entry) {

  public UserKey user() {
    return new UserKey(room.sdkAppId(), userId);
  }
}
