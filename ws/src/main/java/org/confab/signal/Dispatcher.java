package org.confab.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.member.Presence;

/** Takes frames and hands each request to its method; those of one connection one after another. */
@ApplicationScoped
class Dispatcher {
  @Inject private SessionMethods session;
  @Inject private RoomMethods rooms;
  @Inject private SeatMethods seats;
  @Inject private RequestMethods requests;
  @Inject private OtherRoomMethods otherRooms;
  @Inject private ModerationMethods moderation;
  @Inject private TagMethods tags;
  @Inject private MediaMethods media;
  @Inject private ChatMethods chat;
  @Inject private ConferenceMethods conferences;
  @Inject private Presence presence;
  @Inject private Clock clock;
  @Inject private Workers workers;

  void receive(Connection connection, String frame) {
    connection.heard(clock.millis());
    Connection.Identity identity = connection.identity();
    if (identity != null) {
      presence.seen(identity.caller().user(), identity.client());
    }
    if (connection.begin(frame)) {
      process(connection, frame);
    }
  }

  private void process(Connection connection, String frame) {
    if (connection.isSentAway()) {
      return;
    }
    boolean allowed = connection.allows(frame);
    if (!allowed && connection.doesNotListen()) {
      connection.close(CloseCode.TOO_MANY_REQUESTS);
      return;
    }
    Rpc.Request request;
    try {
      request = Rpc.parse(frame);
    } catch (Rpc.Malformed e) {
      connection.send(e.answer());
      next(connection);
      return;
    }
    Call call = new Call(connection, request, () -> next(connection));
    if (!allowed) {
      call.refuse(
          new Problem(Refusal.TOO_OFTEN, "Too many requests, or too long ones; slow down."));
      return;
    }
    try {
      dispatch(call);
    } catch (RuntimeException e) {
      call.refuse(e);
    }
  }

  private void next(Connection connection) {
    String frame = connection.next();
    if (frame != null) {
      workers.execute(() -> process(connection, frame));
    }
  }

  private void dispatch(Call call) {
    switch (call.request.method()) {
      case "login" -> session.login(call);
      case "logout" -> session.logout(call);
      case "heartbeat" -> session.heartbeat(call);
      case "setSelfInfo" -> session.setSelfInfo(call);
      case "getSelfInfo" -> session.getSelfInfo(call);
      case "createRoom" -> rooms.createRoom(call);
      case "enterRoom" -> rooms.enterRoom(call);
      case "exitRoom" -> rooms.exitRoom(call);
      case "destroyRoom" -> rooms.destroyRoom(call);
      case "fetchRoomInfo" -> rooms.fetchRoomInfo(call);
      case "getUserList" -> rooms.getUserList(call);
      case "getUserInfo" -> rooms.getUserInfo(call);
      case "kickRemoteUserOutOfRoom" -> rooms.kickRemoteUserOutOfRoom(call);
      case "getSeatList" -> seats.getSeatList(call);
      case "leaveSeat" -> seats.leaveSeat(call);
      case "moveToSeat" -> seats.moveToSeat(call);
      case "kickUserOffSeatByAdmin" -> seats.kickUserOffSeatByAdmin(call);
      case "lockSeatByAdmin" -> seats.lockSeatByAdmin(call);
      case "updateRoomSeatModeByAdmin" -> seats.updateRoomSeatModeByAdmin(call);
      case "setMaxSeatCount" -> seats.setMaxSeatCount(call);
      case "takeSeat" -> requests.takeSeat(call);
      case "takeUserOnSeatByAdmin" -> requests.takeUserOnSeatByAdmin(call);
      case "openRemoteDeviceByAdmin" -> requests.openRemoteDeviceByAdmin(call);
      case "applyToAdminToOpenLocalDevice" -> requests.applyToAdminToOpenLocalDevice(call);
      case "connectOtherRoom" -> otherRooms.connectOtherRoom(call);
      case "disconnectOtherRoom" -> otherRooms.disconnectOtherRoom(call);
      case "responseRemoteRequest" -> requests.responseRemoteRequest(call);
      case "cancelRequest" -> requests.cancelRequest(call);
      case "getSeatApplicationList" -> requests.getSeatApplicationList(call);
      case "updateRoomNameByAdmin" -> moderation.updateRoomNameByAdmin(call);
      case "updateRoomPasswordByAdmin" -> moderation.updateRoomPasswordByAdmin(call);
      case "disableDeviceForAllUserByAdmin" -> moderation.disableDeviceForAllUserByAdmin(call);
      case "closeRemoteDeviceByAdmin" -> moderation.closeRemoteDeviceByAdmin(call);
      case "changeUserRole" -> moderation.changeUserRole(call);
      case "changeUserNameCard" -> moderation.changeUserNameCard(call);
      case "setCustomInfoForUser" -> moderation.setCustomInfoForUser(call);
      case "addCategoryTagForUsers" -> tags.addCategoryTagForUsers(call);
      case "removeCategoryTagForUsers" -> tags.removeCategoryTagForUsers(call);
      case "getUserListByTag" -> tags.getUserListByTag(call);
      case "scheduleConference" -> conferences.scheduleConference(call);
      case "cancelConference" -> conferences.cancelConference(call);
      case "updateConferenceInfo" -> conferences.updateConferenceInfo(call);
      case "fetchScheduledConferenceList" -> conferences.fetchScheduledConferenceList(call);
      case "fetchAttendeeList" -> conferences.fetchAttendeeList(call);
      case "addAttendeesByAdmin" -> conferences.addAttendeesByAdmin(call);
      case "removeAttendeesByAdmin" -> conferences.removeAttendeesByAdmin(call);
      case "publish" -> media.publish(call);
      case "setPublishing" -> media.setPublishing(call);
      case "unpublish" -> media.unpublish(call);
      case "receive" -> media.receive(call);
      case "answer" -> media.answer(call);
      case "candidate" -> media.candidate(call);
      case "relay" -> media.relay(call);
      case "sendTextMessage" -> chat.sendTextMessage(call);
      case "sendCustomMessage" -> chat.sendCustomMessage(call);
      case "getMessageList" -> chat.getMessageList(call);
      case "disableSendingMessageForAllUser" -> chat.disableSendingMessageForAllUser(call);
      case "disableSendingMessageByAdmin" -> chat.disableSendingMessageByAdmin(call);
      default -> call.noSuchMethod();
    }
  }
}
