package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.ToIntFunction;
import org.confab.app.Profile;
import org.confab.chat.MessageInfo;
import org.confab.json.Json;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.media.Stream;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.request.Action;
import org.confab.request.RequestInfo;
import org.confab.room.Device;
import org.confab.room.RoomInfo;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.confab.seat.SeatInfo;

/** What clients see of rooms, members and seats, in the engine's names and numbers. */
final class Views {
  private Views() {}

  /**
   * The one of the values that has this number.
   *
   * @param otherwise the sentence to refuse it with when none has
   */
  static <T> T numbered(T[] values, ToIntFunction<T> numberOf, int number, String otherwise) {
    for (T value : values) {
      if (numberOf.applyAsInt(value) == number) {
        return value;
      }
    }
    throw Limits.invalid(otherwise);
  }

  static int number(RoomType type) {
    return switch (type) {
      case CONFERENCE -> 1;
      case LIVE -> 2;
    };
  }

  static int number(SeatMode mode) {
    return switch (mode) {
      case FREE_TO_TAKE -> 1;
      case APPLY_TO_TAKE -> 2;
    };
  }

  static int number(Role role) {
    return switch (role) {
      case OWNER -> 0;
      case ADMIN -> 1;
      case MEMBER -> 2;
    };
  }

  static int number(Stream stream) {
    return switch (stream) {
      case CAMERA -> 0;
      case SCREEN -> 1;
    };
  }

  static int number(Device device) {
    return switch (device) {
      case MICROPHONE -> 1;
      case CAMERA -> 2;
      case SCREEN -> 3;
    };
  }

  static int number(Action action) {
    return switch (action) {
      case OPEN_CAMERA -> 1;
      case OPEN_MICROPHONE -> 2;
      case CONNECT_OTHER_ROOM -> 3;
      case TAKE_SEAT -> 4;
      case INVITE_TO_SEAT -> 5;
      case APPLY_FOR_CAMERA -> 6;
      case APPLY_FOR_MICROPHONE -> 7;
      case APPLY_FOR_SCREEN -> 8;
    };
  }

  /** TUIRequest; {@code content} names the seat or the asker's room, where it is about one. */
  static ObjectNode request(RequestInfo request) {
    return Json.object()
        .put("requestAction", number(request.action()))
        .put("timestamp", request.askedAt().toEpochMilli())
        .put("requestId", request.id())
        .put("userId", request.askerId())
        .put("userName", request.askerName())
        .put("nameCard", request.askerNameCard())
        .put("avatarUrl", request.askerAvatarUrl())
        .put("content", content(request));
  }

  private static String content(RequestInfo request) {
    return switch (request.action()) {
      case TAKE_SEAT, INVITE_TO_SEAT ->
          Json.write(Json.object().put("seatIndex", request.seatIndex()));
      case CONNECT_OTHER_ROOM -> Json.write(Json.object().put("roomId", request.room().roomId()));
      default -> "";
    };
  }

  /** TUIRoomInfo; the password is for those who may know it. */
  static ObjectNode room(RoomInfo room, Profile owner, boolean withPassword) {
    return Json.object()
        .put("roomId", room.key().roomId())
        .put("roomName", room.name())
        .put("roomType", number(room.type()))
        .put("isSeatEnabled", room.seatsEnabled())
        .put("seatMode", number(room.seatMode()))
        .put("password", withPassword ? room.password() : "")
        .put("isMicrophoneDisableForAllUser", room.audioDisabled())
        .put("isScreenShareDisableForAllUser", room.screenDisabled())
        .put("isCameraDisableForAllUser", room.videoDisabled())
        .put("isMessageDisableForAllUser", room.messageDisabled())
        .put("maxSeatCount", room.maxSeats())
        .put("roomOwner", room.ownerId())
        .put("ownerId", room.ownerId())
        .put("ownerName", owner.userName())
        .put("ownerAvatarUrl", owner.avatarUrl())
        .put("createTime", room.createdAt().toEpochMilli())
        .put("roomMemberCount", room.memberCount());
  }

  /** TUIUserInfo, without the fields that have their default. */
  static ObjectNode member(MemberInfo member) {
    ObjectNode view = Json.object().put("userId", member.userId());
    put(view, "userName", member.userName());
    put(view, "nameCard", member.nameCard());
    put(view, "avatarUrl", member.avatarUrl());
    if (member.role() != Role.MEMBER) {
      view.put("userRole", number(member.role()));
    }
    put(view, "hasAudioStream", member.audio());
    put(view, "hasVideoStream", member.video());
    put(view, "hasScreenStream", member.screen());
    put(view, "isMessageDisabled", member.messageDisabled());
    JsonNode custom = customInfo(member.customInfo());
    if (!custom.isEmpty()) {
      view.set("roomCustomInfo", custom);
    }
    return view;
  }

  /** The room that one is connected with, and its host. */
  static ObjectNode otherRoom(MemberInfo host) {
    ObjectNode view = Json.object().put("roomId", host.room().roomId());
    view.set("userInfo", member(host));
    return view;
  }

  static ArrayNode members(Collection<MemberInfo> members) {
    ArrayNode list = Json.object().arrayNode(members.size());
    members.forEach(member -> list.add(member(member)));
    return list;
  }

  /** TUISeatInfo of each, without the fields that have their default. */
  static ArrayNode seats(Collection<SeatInfo> seats) {
    ArrayNode list = Json.object().arrayNode(seats.size());
    seats.forEach(seat -> list.add(seat(seat)));
    return list;
  }

  private static ObjectNode seat(SeatInfo seat) {
    ObjectNode view = Json.object().put("index", seat.index());
    put(view, "userId", seat.userId());
    put(view, "userName", seat.userName());
    put(view, "nameCard", seat.nameCard());
    put(view, "avatarUrl", seat.avatarUrl());
    put(view, "locked", seat.locked());
    put(view, "isVideoLocked", seat.videoLocked());
    put(view, "isAudioLocked", seat.audioLocked());
    return view;
  }

  /** TUIMessage, with its place and what kind it is; without the fields that have their default. */
  static ObjectNode message(MessageInfo message) {
    ObjectNode view =
        Json.object()
            .put("number", message.number())
            .put("messageId", message.messageId())
            .put("timestamp", message.at().toEpochMilli())
            .put("userId", message.userId());
    put(view, "userName", message.userName());
    put(view, "nameCard", message.nameCard());
    put(view, "avatarUrl", message.avatarUrl());
    put(view, "isCustom", message.content().custom());
    view.put("message", message.content().body());
    put(view, "description", message.content().description());
    put(view, "extension", message.content().extension());
    return view;
  }

  /** TUILoginUserInfo. */
  static ObjectNode profile(Profile profile) {
    ObjectNode view =
        Json.object()
            .put("userId", profile.userId())
            .put("userName", profile.userName())
            .put("avatarUrl", profile.avatarUrl());
    view.set("customInfo", customInfo(profile.customInfo()));
    return view;
  }

  /**
   * The object that clients keep as text; what another door wrote there and is none counts as
   * empty.
   */
  private static JsonNode customInfo(String text) {
    if (text.isEmpty()) {
      return Json.object();
    }
    try {
      JsonNode node = Json.read(text);
      return node.isObject() ? node : Json.object();
    } catch (Problem notJson) {
      return Json.object();
    }
  }

  private static void put(ObjectNode view, String name, String value) {
    if (!value.isEmpty()) {
      view.put(name, value);
    }
  }

  private static void put(ObjectNode view, String name, boolean value) {
    if (value) {
      view.put(name, true);
    }
  }
}
