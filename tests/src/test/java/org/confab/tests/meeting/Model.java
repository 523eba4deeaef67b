package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.confab.tests.meeting.ModelRequests.Action;
import org.jspecify.annotations.Nullable;

/** All rooms, and where everybody is: what each method is answered, one after another. */
final class Model {
  private static final int SOMEBODY_IS_IN = -1;

  private final Map<String, ModelRoom> rooms = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Those whose present client has entered the room that they are in. */
  private final Set<String> attached = new HashSet<>();

  /**
   * What a call comes to.
   *
   * @param code 0 when it is done
   * @param asked what the request that it opens is about, if it opens one
   */
  record Answer(int code, @Nullable Action asked) {}

  @Nullable ModelRoom room(String id) {
    return rooms.get(id);
  }

  /** The room that the user is in, with whatever client. */
  private @Nullable ModelRoom placeOf(String user) {
    return rooms.values().stream().filter(room -> room.has(user)).findFirst().orElse(null);
  }

  /** The room that the user's present client has entered. */
  @Nullable ModelRoom roomOf(String user) {
    return attached.contains(user) ? placeOf(user) : null;
  }

  /** It has a new client, which is nowhere. */
  void elsewhere(String user) {
    attached.remove(user);
  }

  void logOut(String user) {
    ModelRoom room = roomOf(user);
    if (room != null) {
      room.leave(user);
      attached.remove(user);
    }
  }

  Answer perform(String user, String method, JsonNode params) {
    try {
      return new Answer(0, act(user, method, params));
    } catch (Refused refused) {
      return new Answer(refused.code, null);
    }
  }

  private @Nullable Action act(String user, String method, JsonNode params) {
    switch (method) {
      case "getSelfInfo", "heartbeat" -> {}
      case "setSelfInfo" -> introduce(user, params.path("userName").asText());
      case "createRoom" -> {
        var unused = create(user, params);
      }
      case "enterRoom" -> enter(user, params);
      case "setMaxSeatCount" -> resize(user, params);
      case "scheduleConference" -> {
        ModelPlan plan = new ModelPlan(params);
        create(user, params).plan = plan;
      }
      case "fetchScheduledConferenceList" -> {}
      case "fetchAttendeeList" -> planned(params).checkPart(user);
      case "cancelConference" -> cancel(user, planned(params));
      case "updateConferenceInfo" -> planned(params).replan(user, params);
      case "addAttendeesByAdmin" ->
          planned(params).invite(user, invited -> invited.addAll(users(params, "userIdList")));
      case "removeAttendeesByAdmin" ->
          planned(params).invite(user, invited -> invited.removeAll(users(params, "userIdList")));
      default -> {
        // said before anybody looks where the caller is
        Refused.when(
            method.equals("kickRemoteUserOutOfRoom") && params.path("userId").asText().equals(user),
            Refused.INVALID);
        return inRoom(entered(user), user, method, params);
      }
    }
    return null;
  }

  private void introduce(String user, String name) {
    names.put(user, name);
    ModelRoom room = placeOf(user);
    if (room != null) {
      room.person(user).name = name;
    }
  }

  private ModelRoom create(String user, JsonNode params) {
    String id = params.path("roomId").asText();
    Refused.when(rooms.containsKey(id), -2106);
    ModelRoom room = new ModelRoom(user, params);
    rooms.put(id, room);
    return room;
  }

  private ModelRoom planned(JsonNode params) {
    ModelRoom room = there(params.path("roomId").asText());
    Refused.when(room.plan == null, Refused.NO_SUCH_ROOM);
    return room;
  }

  private void cancel(String user, ModelRoom room) {
    Refused.when(!room.isOwner(user), Refused.NEED_OWNER);
    Refused.when(!room.users().isEmpty(), SOMEBODY_IS_IN);
    rooms.remove(room.id);
  }

  /** What the user organises or is invited to, in the order of the starts. */
  List<ModelRoom> agenda(String user) {
    return rooms.values().stream()
        .filter(room -> room.plan != null)
        .filter(room -> room.isOwner(user) || room.plan().invited.contains(user))
        .sorted(
            Comparator.comparingLong((ModelRoom room) -> room.plan().start())
                .thenComparing(room -> room.id))
        .toList();
  }

  private void enter(String user, JsonNode params) {
    String id = params.path("roomId").asText();
    ModelRoom former = placeOf(user);
    boolean isElsewhere = former != null && !former.id.equals(id);
    Refused.when(isElsewhere && attached.contains(user), -2108);
    ModelRoom room = there(id);
    room.checkPassword(user, params.path("password").asText());
    if (former != null && isElsewhere) {
      former.leave(user);
    }
    room.enter(user, names.getOrDefault(user, ""));
    attached.add(user);
  }

  private ModelRoom there(String id) {
    ModelRoom room = rooms.get(id);
    if (room == null) {
      throw new Refused(Refused.NO_SUCH_ROOM);
    }
    return room;
  }

  private ModelRoom entered(String user) {
    ModelRoom room = roomOf(user);
    if (room == null) {
      throw new Refused(Refused.NOT_IN_A_ROOM);
    }
    return room;
  }

  private void resize(String user, JsonNode params) {
    ModelRoom room = params.has("roomId") ? there(params.path("roomId").asText()) : entered(user);
    room.resize(user, params.path("maxSeatCount").asInt());
  }

  private @Nullable Action inRoom(ModelRoom room, String user, String method, JsonNode params) {
    String other = params.path("userId").asText();
    String request = params.path("requestId").asText();
    int seat = params.path("seatIndex").asInt();
    boolean off = params.path("isDisable").asBoolean();
    switch (method) {
      case "fetchRoomInfo", "getUserList", "getSeatList", "getSeatApplicationList" -> {}
      case "getUserListByTag", "getMessageList" -> {}
      case "getUserInfo" -> room.person(other);
      case "exitRoom" -> exit(room, user);
      case "destroyRoom" -> destroy(room, user);
      case "kickRemoteUserOutOfRoom" -> kick(room, user, other);
      case "changeUserRole" -> room.giveRole(user, other, params.path("userRole").asInt());
      case "changeUserNameCard" ->
          room.describe(user, other, person -> person.card = params.path("nameCard").asText());
      case "setCustomInfoForUser" ->
          room.describe(
              user, other, person -> person.custom = (ObjectNode) params.path("customInfo"));
      case "addCategoryTagForUsers" ->
          room.tag(
              user,
              users(params, "userList"),
              person -> person.tags.add(params.path("tag").asInt()));
      case "removeCategoryTagForUsers" ->
          room.tag(
              user,
              users(params, "userList"),
              person -> person.tags.remove(params.path("tag").asInt()));
      case "updateRoomNameByAdmin" -> room.rename(user, params.path("roomName").asText());
      case "updateRoomPasswordByAdmin" -> room.protect(user, params.path("password").asText());
      case "updateRoomSeatModeByAdmin" ->
          room.chooseSeatMode(user, params.path("seatMode").asInt());
      case "disableDeviceForAllUserByAdmin" -> room.switchOff(user, device(params), off);
      case "closeRemoteDeviceByAdmin" -> room.close(user, other, device(params));
      case "takeSeat" -> {
        return room.takeSeat(user, seat) ? null : new Action(true, null);
      }
      case "leaveSeat" -> room.leaveSeat(user);
      case "moveToSeat" -> room.move(user, params.path("targetSeatIndex").asInt());
      case "kickUserOffSeatByAdmin" -> room.takeOff(user, other, seat);
      case "lockSeatByAdmin" -> room.lock(user, seat, params.path("lockParams"));
      case "takeUserOnSeatByAdmin" -> {
        return room.invite(user, other, seat);
      }
      case "openRemoteDeviceByAdmin" -> {
        return room.askToOpen(user, other, device(params));
      }
      case "applyToAdminToOpenLocalDevice" -> {
        return room.apply(user, device(params)) ? null : new Action(true, device(params));
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
      case "relay" -> Refused.when(roomOf(other) != room, Refused.NOT_A_MEMBER);
      case "sendTextMessage" -> room.say(user, params.path("messageText").asText(), false);
      case "sendCustomMessage" -> room.say(user, params.path("messageText").asText(), true);
      case "disableSendingMessageForAllUser" -> room.muteAll(user, off);
      case "disableSendingMessageByAdmin" -> room.mute(user, other, off);
      default -> throw new IllegalArgumentException(method);
    }
    return null;
  }

  private void exit(ModelRoom room, String user) {
    room.exit(user);
    attached.remove(user);
  }

  private void destroy(ModelRoom room, String user) {
    Refused.when(!room.isOwner(user), Refused.NEED_OWNER);
    rooms.remove(room.id);
    attached.removeAll(room.users());
  }

  private void kick(ModelRoom room, String by, String user) {
    room.kick(by, user);
    attached.remove(user);
  }

  private static Device device(JsonNode params) {
    return Device.numbered(params.path("device").asInt());
  }

  private static boolean isScreen(JsonNode params) {
    return params.path("stream").asText().equals("screen");
  }

  private static List<String> users(JsonNode params, String field) {
    List<String> users = new ArrayList<>();
    params.path(field).forEach(user -> users.add(user.asText()));
    return users;
  }
}
