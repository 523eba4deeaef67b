package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.confab.chat.MessageInfo;
import org.confab.chat.MessageSent;
import org.confab.json.Json;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;
import org.confab.media.Stream;
import org.confab.member.MemberEvent.MemberChanged;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberEvent.StreamsChanged;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.otherroom.OtherRoomEvent.OtherRoomConnected;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.room.RoomInfo;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatEvent.TakenOffSeat;

/** What clients are told of each event, under the engine's names (TUIRoomEvents). */
final class RoomMessages {
  private static final int BY_SELF = 0;
  private static final int BY_ADMIN = 1;

  private RoomMessages() {}

  static List<String> entered(MemberEntered event) {
    ObjectNode params = room(event);
    params.set("userInfo", Views.member(event.member()));
    return List.of(
        Rpc.notification("onRemoteUserEnterRoom", params), count(event, event.memberCount()));
  }

  static List<String> left(MemberLeft event) {
    ObjectNode params = room(event);
    params.set("userInfo", Views.member(event.member()));
    return List.of(
        Rpc.notification("onRemoteUserLeaveRoom", params), count(event, event.memberCount()));
  }

  private static String count(DomainEvent event, int userCount) {
    return Rpc.notification("onRoomUserCountChanged", room(event).put("userCount", userCount));
  }

  /** Nothing, when what changed is not for clients. */
  static List<String> changed(MemberChanged event) {
    ObjectNode userInfo = Views.member(event.member());
    if (userInfo.equals(Views.member(event.before()))) {
      return List.of();
    }
    List<String> messages = new ArrayList<>();
    Role role = event.member().role();
    if (role != event.before().role()) {
      ObjectNode params =
          room(event).put("userId", event.member().userId()).put("userRole", Views.number(role));
      params.set("userInfo", userInfo);
      messages.add(Rpc.notification("onUserRoleChanged", params));
    }
    boolean disabled = event.member().messageDisabled();
    if (disabled != event.before().messageDisabled()) {
      messages.add(
          Rpc.notification(
              "onSendMessageForUserDisableChanged",
              room(event).put("userId", event.member().userId()).put("isDisable", disabled)));
    }
    ObjectNode params = room(event);
    params.set("userInfo", userInfo);
    messages.add(Rpc.notification("onUserInfoChanged", params));
    return messages;
  }

  static String said(MessageSent event) {
    MessageInfo message = event.message();
    ObjectNode params = Json.object().put("roomId", message.room().roomId());
    params.set("message", Views.message(message));
    return Rpc.notification(
        message.content().custom() ? "onReceiveCustomMessage" : "onReceiveTextMessage", params);
  }

  static List<String> streams(StreamsChanged event) {
    MemberInfo before = event.before();
    MemberInfo now = event.member();
    List<String> messages = new ArrayList<>();
    if (before.audio() != now.audio()) {
      messages.add(
          Rpc.notification("onUserAudioStateChanged", stream(event).put("hasAudio", now.audio())));
    }
    if (before.video() != now.video()) {
      messages.add(video(event, Stream.CAMERA, now.video()));
    }
    if (before.screen() != now.screen()) {
      messages.add(video(event, Stream.SCREEN, now.screen()));
    }
    return messages;
  }

  private static String video(StreamsChanged event, Stream stream, boolean on) {
    return Rpc.notification(
        "onUserVideoStateChanged",
        stream(event).put("streamType", Views.number(stream)).put("hasVideo", on));
  }

  private static ObjectNode stream(StreamsChanged event) {
    boolean self = event.caller().userId().equals(event.member().userId());
    return room(event)
        .put("userId", event.member().userId())
        .put("reason", self ? BY_SELF : BY_ADMIN);
  }

  static List<String> updated(RoomUpdated event) {
    RoomInfo before = event.before();
    RoomInfo now = event.info();
    List<String> messages = new ArrayList<>();
    if (!before.name().equals(now.name())) {
      messages.add(Rpc.notification("onRoomNameChanged", room(event).put("roomName", now.name())));
    }
    if (before.seatMode() != now.seatMode()) {
      messages.add(
          Rpc.notification(
              "onRoomSeatModeChanged", room(event).put("seatMode", Views.number(now.seatMode()))));
    }
    if (before.maxSeats() != now.maxSeats()) {
      messages.add(
          Rpc.notification(
              "onRoomMaxSeatCountChanged", room(event).put("maxSeatNumber", now.maxSeats())));
    }
    disabled(
        messages,
        event,
        "onAllUserCameraDisableChanged",
        before.videoDisabled(),
        now.videoDisabled());
    disabled(
        messages,
        event,
        "onAllUserMicrophoneDisableChanged",
        before.audioDisabled(),
        now.audioDisabled());
    disabled(
        messages,
        event,
        "onScreenShareForAllUserDisableChanged",
        before.screenDisabled(),
        now.screenDisabled());
    disabled(
        messages,
        event,
        "onSendMessageForAllUserDisableChanged",
        before.messageDisabled(),
        now.messageDisabled());
    return messages;
  }

  private static void disabled(
      List<String> messages, DomainEvent event, String method, boolean before, boolean now) {
    if (before != now) {
      messages.add(Rpc.notification(method, room(event).put("isDisable", now)));
    }
  }

  static String seats(SeatsChanged event) {
    ObjectNode params = room(event);
    params.set("seatList", Views.seats(event.seats()));
    params.set("seatedList", Views.seats(event.seated()));
    params.set("leftList", Views.seats(event.left()));
    return Rpc.notification("onSeatListChanged", params);
  }

  /** For the one who was taken off. */
  static String takenOff(TakenOffSeat event) {
    ObjectNode params =
        room(event).put("seatIndex", event.index()).put("userId", event.member().userId());
    params.set("userInfo", Views.member(event.member()));
    return Rpc.notification("onKickedOffSeat", params.put("data", event.data()));
  }

  static String connected(OtherRoomConnected event) {
    ObjectNode params = room(event);
    params.set("otherRoom", Views.otherRoom(event.host()));
    return Rpc.notification("onOtherRoomConnected", params);
  }

  static String disconnected(OtherRoomDisconnected event) {
    return Rpc.notification(
        "onOtherRoomDisconnected", room(event).put("otherRoomId", event.other().roomId()));
  }

  static String dismissed(RoomDestroyed event) {
    int byOwner = 1;
    int byServer = 2;
    return Rpc.notification(
        "onRoomDismissed",
        room(event).put("reason", event.caller().administrator() ? byServer : byOwner));
  }

  static String kicked(MemberLeft event) {
    int byAdmin = 0;
    int byServer = 2;
    return Rpc.notification(
        "onKickedOutOfRoom",
        Json.object()
            .put("roomId", event.room().roomId())
            .put("reason", event.caller().administrator() ? byServer : byAdmin)
            .put("message", event.reason()));
  }

  /** To a client in a room whose user logged in with another one. */
  static String displaced(RoomKey room, String message) {
    int loggedOnOtherDevice = 1;
    return Rpc.notification(
        "onKickedOutOfRoom",
        Json.object()
            .put("roomId", room.roomId())
            .put("reason", loggedOnOtherDevice)
            .put("message", message));
  }

  private static ObjectNode room(DomainEvent event) {
    return Json.object().put("roomId", event.room().roomId()).put("seq", event.seq());
  }
}
