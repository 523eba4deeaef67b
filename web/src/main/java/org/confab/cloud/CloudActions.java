package org.confab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.member.Membership;
import org.confab.room.Hosting;
import org.jspecify.annotations.Nullable;

/**
 * What each action does. A numeric room is the one whose id is that number in decimal: rooms here
 * have one kind of id.
 */
@ApplicationScoped
class CloudActions {
  private static final int REMOVED_AT_ONCE = 10;
  private static final long MOST_ROOM_NUMBER = 0xffff_ffffL;

  @EJB private Hosting hosting;
  @EJB private Membership membership;

  /** Performs an action, and gives the fields of its response. */
  public ObjectNode perform(CloudAction action, Caller caller, Fields params) {
    switch (action) {
      case DismissRoom -> hosting.close(own(caller, params), roomNumber(params));
      case DismissRoomByStrRoomId -> hosting.close(own(caller, params), roomId(params));
      case RemoveUser -> remove(own(caller, params), roomNumber(params), params);
      case RemoveUserByStrRoomId -> remove(own(caller, params), roomId(params), params);
    }
    return Json.object();
  }

  private void remove(Caller caller, String roomId, Fields params) {
    if (!params.has("UserIds")) {
      throw new Problem(Refusal.USER_IDS_MISSING, "UserIds is missing.");
    }
    List<String> userIds = read(Refusal.USER_IDS_INVALID, () -> userIds(params));
    membership.kick(caller, roomId, userIds, "");
  }

  private static List<String> userIds(Fields params) {
    List<String> userIds = params.texts("UserIds", REMOVED_AT_ONCE);
    Limits.userIds("UserIds", userIds, REMOVED_AT_ONCE);
    return userIds;
  }

  /** What is read of a parameter that has a code of its own for what is wrong with it. */
  private static <T extends @Nullable Object> T read(Refusal wrong, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Problem problem) {
      throw new Problem(wrong, problem.getMessage());
    }
  }

  /** The caller, when the application that the parameters name is its own. */
  private static Caller own(Caller caller, Fields params) {
    Long sdkAppId = read(Refusal.APPLICATION_INVALID, () -> params.longOrNull("SdkAppId"));
    if (sdkAppId == null) {
      throw new Problem(Refusal.APPLICATION_MISSING, "SdkAppId is missing.");
    }
    if (sdkAppId != caller.sdkAppId()) {
      throw new Problem(
          Refusal.NEED_APP_ADMIN, "SdkAppId is not the application that the SecretId belongs to.");
    }
    return caller;
  }

  private static String roomNumber(Fields params) {
    Long number = read(Refusal.ROOM_ID_INVALID, () -> params.longOrNull("RoomId"));
    if (number == null) {
      throw roomIdMissing();
    }
    if (number < 1 || number > MOST_ROOM_NUMBER) {
      throw new Problem(
          Refusal.ROOM_ID_INVALID, "RoomId must be from 1 to " + MOST_ROOM_NUMBER + ".");
    }
    return number.toString();
  }

  private static String roomId(Fields params) {
    String roomId = read(Refusal.ROOM_ID_INVALID, () -> params.textOrNull("RoomId"));
    if (roomId == null || roomId.isEmpty()) {
      throw roomIdMissing();
    }
    return roomId;
  }

  private static Problem roomIdMissing() {
    return new Problem(Refusal.ROOM_ID_MISSING, "RoomId is missing.");
  }
}
