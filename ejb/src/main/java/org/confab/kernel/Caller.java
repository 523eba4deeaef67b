package org.confab.kernel;

/**
 * Who asks for an operation, already authenticated by the door.
 *
 * @param administrator acts for the whole application (REST, cloud API), above the roles of a room
 * @param clientIp textual address, {@code ""} where there is none
 */
public record Caller(
    long sdkAppId, String userId, boolean administrator, Platform platform, String clientIp) {

  /** The server itself: heartbeats that ended, rooms reclaimed. */
  public static Caller server(long sdkAppId, String actingFor) {
    return new Caller(sdkAppId, actingFor, true, Platform.Unknown, "");
  }

  /** The same, who speaks for a user. */
  public Caller actingFor(String user) {
    return new Caller(sdkAppId, user, administrator, platform, clientIp);
  }

  /** A room of the application; refused when no room could be called so. */
  public RoomKey room(String roomId) {
    return new RoomKey(sdkAppId, Limits.roomId(roomId));
  }

  public UserKey user() {
    return new UserKey(sdkAppId, userId);
  }
}
