package org.confab.tests.meeting;

import static org.confab.tests.meeting.ModelRoom.INVALID;
import static org.confab.tests.meeting.ModelRoom.NEED_OWNER;
import static org.confab.tests.meeting.ModelRoom.NOT_A_MEMBER;
import static org.confab.tests.meeting.ModelRoom.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.confab.tests.meeting.ModelRoom.Device;
import org.confab.tests.meeting.ModelRoom.Refused;
import org.jspecify.annotations.Nullable;

/** All rooms, and where everybody is: what each method is answered, one after another. */
final class Model {
  private static final int NO_SUCH_ROOM = -2100;
  private static final int NOT_IN_A_ROOM = -2101;

  private final Map<String, ModelRoom> rooms = new HashMap<>();

  /** Those whose present client has entered the room that they are in. */
  private final Set<String> attached = new HashSet<>();

  /**
   * What a call comes to.
   *
   * @param code 0 when it is done
   * @param action of the request that it opens, {@code ""} for none
   */
  record Answer(int code, String action) {}

  @Nullable ModelRoom room(String id) {
    return rooms.get(id);
  }

  /** The room that the user is in, with whatever client. */
  @Nullable ModelRoom placeOf(String user) {
    return rooms.values().stream().filter(room -> room.has(user)).findFirst().orElse(null);
  }

  boolean isAttached(String user) {
    return attached.contains(user);
  }

  /** It has a new client, which is nowhere. */
  void elsewhere(String user) {
    attached.remove(user);
  }

  void logOut(String user) {
    ModelRoom room = placeOf(user);
    if (room != null && attached.remove(user)) {
      room.leave(user);
    }
  }

  /** What the application is answered that makes an admin of a member: 0, or nobody minds what. */
  boolean role(String user, String roomId, boolean admin) {
    ModelRoom room = rooms.get(roomId);
    boolean done = room != null && room.has(user) && !room.isOwner(user);
    if (room != null && done) {
      room.promote(user, admin);
    }
    return done;
  }

  void own(String user, String roomId) {
    ModelRoom room = rooms.get(roomId);
    if (room != null && room.has(user)) {
      room.own(user);
    }
  }

  void switchOff(String roomId, int device, boolean off) {
    ModelRoom room = rooms.get(roomId);
    if (room != null) {
      room.switchOff(Device.numbered(device), off);
    }
  }

  Answer perform(String user, String method, JsonNode params) {
    try {
      return new Answer(0, act(user, method, params));
    } catch (Refused refused) {
      return new Answer(refused.code, "");
    }
  }

  private String act(String user, String method, JsonNode params) {
    switch (method) {
      case "getSelfInfo" -> {
        return "";
      }
      case "createRoom" -> {
        create(user, params);
        return "";
      }
      case "enterRoom" -> {
        enter(user, params.path("roomId").asText());
        return "";
      }
      default -> {
        return inRoom(user, method, params);
      }
    }
  }

  private void create(String user, JsonNode params) {
    String id = params.path("roomId").asText();
    refuseIf(rooms.containsKey(id), -2106);
    ModelRoom room =
        new ModelRoom(
            id,
            user,
            params.path("isSeatEnabled").asBoolean(),
            params.path("seatMode").asInt(),
            params.path("maxSeatCount").asInt());
    room.switchOff(Device.MICROPHONE, params.path("isMicrophoneDisableForAllUser").asBoolean());
    room.switchOff(Device.SCREEN, params.path("isScreenShareDisableForAllUser").asBoolean());
    rooms.put(id, room);
  }

  private void enter(String user, String id) {
    ModelRoom there = placeOf(user);
    if (there != null && !there.id.equals(id)) {
      refuseIf(attached.contains(user), -2108);
      there.leave(user);
    }
    ModelRoom room = rooms.get(id);
    if (room == null) {
      throw new Refused(NO_SUCH_ROOM);
    }
    room.enter(user);
    attached.add(user);
  }

  private String inRoom(String user, String method, JsonNode params) {
    String other = params.path("userId").asText();
    refuseIf(method.equals("kickRemoteUserOutOfRoom") && other.equals(user), INVALID);
    int mode = params.path("seatMode").asInt();
    refuseIf(method.equals("updateRoomSeatModeByAdmin") && mode != 1 && mode != 2, INVALID);
    if (method.equals("setMaxSeatCount") && params.has("roomId")) {
      resize(user, params.path("roomId").asText(), params.path("maxSeatCount").asInt());
      return "";
    }
    ModelRoom room = placeOf(user);
    if (room == null || !attached.contains(user)) {
      throw new Refused(NOT_IN_A_ROOM);
    }
    int seat = params.path("seatIndex").asInt();
    String request = params.path("requestId").asText();
    switch (method) {
      case "exitRoom" -> exit(room, user);
      case "destroyRoom" -> destroy(room, user);
      case "fetchRoomInfo", "getUserList", "getSeatList", "getSeatApplicationList" -> {}
      case "getMessageList" -> {}
      case "getUserInfo" -> room.person(other);
      case "kickRemoteUserOutOfRoom" -> {
        room.kick(user, other);
        attached.remove(other);
      }
      case "takeSeat" -> {
        return room.takeSeat(user, seat) ? "" : "apply seat";
      }
      case "leaveSeat" -> room.leaveSeat(user);
      case "moveToSeat" -> room.move(user, params.path("targetSeatIndex").asInt());
      case "kickUserOffSeatByAdmin" -> room.takeOff(user, other, seat);
      case "lockSeatByAdmin" -> {
        JsonNode lock = params.path("lockParams");
        room.lock(
            user, seat, flag(lock, "lockSeat"), flag(lock, "lockVideo"), flag(lock, "lockAudio"));
      }
      case "updateRoomSeatModeByAdmin" -> room.chooseMode(user, mode);
      case "setMaxSeatCount" -> room.resize(user, params.path("maxSeatCount").asInt());
      case "takeUserOnSeatByAdmin" -> {
        room.invite(user, other, seat);
        return "invite";
      }
      case "openRemoteDeviceByAdmin" -> {
        Device device = device(params);
        room.askToOpen(user, other, device);
        return "open " + device;
      }
      case "applyToAdminToOpenLocalDevice" -> {
        Device device = device(params);
        return room.apply(user, device) ? "" : "apply " + device;
      }
      case "responseRemoteRequest" -> room.answer(user, request, params.path("agree").asBoolean());
      case "cancelRequest" -> room.cancel(user, request);
      case "setPublishing" ->
          room.publish(
              user,
              isScreen(params),
              params.path("audio").asBoolean(),
              params.path("video").asBoolean());
      case "unpublish" -> room.publish(user, isScreen(params), false, false);
      case "relay" -> refuseIf(!room.has(other) || !attached.contains(other), NOT_A_MEMBER);
      case "sendTextMessage" -> room.say(user, params.path("messageText").asText());
      case "disableSendingMessageForAllUser" ->
          room.muteAll(user, params.path("isDisable").asBoolean());
      case "disableSendingMessageByAdmin" ->
          room.mute(user, other, params.path("isDisable").asBoolean());
      default -> throw new IllegalArgumentException(method);
    }
    return "";
  }

  private void exit(ModelRoom room, String user) {
    refuseIf(room.isOwner(user), -2102);
    room.leave(user);
    attached.remove(user);
  }

  private void destroy(ModelRoom room, String user) {
    refuseIf(!room.isOwner(user), NEED_OWNER);
    rooms.remove(room.id);
    attached.removeAll(room.people().keySet());
  }

  private void resize(String user, String id, int count) {
    ModelRoom room = rooms.get(id);
    if (room == null) {
      throw new Refused(NO_SUCH_ROOM);
    }
    refuseIf(!room.isOwner(user) && !room.has(user), NOT_IN_A_ROOM);
    room.resize(user, count);
  }

  private static Device device(JsonNode params) {
    return Device.numbered(params.path("device").asInt());
  }

  private static boolean isScreen(JsonNode params) {
    return params.path("stream").asText().equals("screen");
  }

  private static @Nullable Boolean flag(JsonNode object, String name) {
    return object.has(name) ? object.path(name).asBoolean() : null;
  }
}
