package org.confab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.member.Membership;
import org.confab.room.Hosting;

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
      throw new Problem(Refusal.ARGUMENT_MISSING, "UserIds is missing.");
    }
    List<String> userIds = params.texts("UserIds", Integer.MAX_VALUE);
    if (userIds.isEmpty() || userIds.size() > REMOVED_AT_ONCE) {
      throw new Problem(
          Refusal.USER_IDS_INVALID, "UserIds must have 1 to " + REMOVED_AT_ONCE + " entries.");
    }
    membership.kick(caller, roomId, userIds, "");
  }

  /** The caller, when the application that the parameters name is its own. */
  private static Caller own(Caller caller, Fields params) {
    Long sdkAppId = params.longOrNull("SdkAppId");
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
    Long number = params.longOrNull("RoomId");
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
    String roomId = params.textOrNull("RoomId");
    if (roomId == null || roomId.isEmpty()) {
      throw roomIdMissing();
    }
    return roomId;
  }

  private static Problem roomIdMissing() {
    return new Problem(Refusal.ROOM_ID_MISSING, "RoomId is missing.");
  }
}
