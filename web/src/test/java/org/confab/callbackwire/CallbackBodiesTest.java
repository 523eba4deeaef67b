package org.confab.callbackwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.confab.callback.CallbackCommand;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.Platform;
import org.confab.kernel.RoomKey;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.room.RoomEvent.RoomCreated;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatInfo;
import org.junit.jupiter.api.Test;

class CallbackBodiesTest {
  private static final Instant AT = Instant.ofEpochMilli(1_703_589_922_780L);
  private static final RoomKey ROOM = new RoomKey(88_888_888, "rid-123");
  private static final Caller ADMIN =
      new Caller(88_888_888, "admin", true, Platform.RESTAPI, "127.0.0.1");

  @Test
  void aNewRoomIsTold() {
    assertThat(
            body(
                CallbackCommand.ROOM_CREATED,
                new RoomCreated(ADMIN, room(true), List.of("user2", "user3"), AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Room.CallbackAfterCreateRoom","Operator_Account":"admin",\
            "RoomInfo":{"RoomId":"rid-123","RoomName":"name","RoomType":"Meeting",\
            "Owner_Account":"user3","MaxMemberCount":300,"MaxSeatCount":16,\
            "IsVideoDisabled":true,"IsAudioDisabled":false,"IsMessageDisabled":true,\
            "IsScreenSharingDisabled":false,"IsCloudRecordingDisabled":true,\
            "CustomInfo":"custom123","ScheduleStartTime":1703589922,\
            "ScheduleEndTime":1703593522,"RoomStatus":"Running","IsSeatEnabled":true,\
            "TakeSeatMode":"ApplyToTake","CreateTime":1703589922},\
            "ScheduleInviteeList_Account":["user2","user3"],"EventTime":1703589922780}""");
  }

  @Test
  void aChangedRoomIsToldWithoutThePassword() {
    assertThat(
            body(CallbackCommand.ROOM_UPDATED, new RoomUpdated(ADMIN, room(true), room(false), AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Room.CallbackAfterUpdateRoomInfo","Operator_Account":"admin",\
            "RoomInfo":{"RoomId":"rid-123","RoomName":"name","Owner_Account":"user3",\
            "TakeSeatMode":"None","MaxMemberCount":300,"IsVideoDisabled":true,\
            "IsAudioDisabled":false,"IsMessageDisabled":true,"IsScreenSharingDisabled":false,\
            "IsCloudRecordingDisabled":true,"CustomInfo":"custom123"},\
            "EventTime":1703589922780}""");
  }

  @Test
  void theEndOfARoomIsTold() {
    assertThat(body(CallbackCommand.ROOM_DESTROYED, new RoomDestroyed(ADMIN, room(true), 9, AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Room.CallbackAfterDestroyRoom","Operator_Account":"admin",\
            "RoomId":"rid-123","EventTime":1703589922780}""");
  }

  @Test
  void whoEntersIsTold() {
    assertThat(body(CallbackCommand.MEMBER_ENTERED, new MemberEntered(ADMIN, member(), 20, 4, AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Room.CallbackAfterMemberEnter","Operator_Account":"admin",\
            "RoomId":"rid-123","MemberCount":20,"Type":"Enter",\
            "MemberList_Account":["user1"],"EventTime":1703589922780}""");
  }

  @Test
  void whoIsSentOutIsToldWithTheReason() {
    assertThat(
            body(
                CallbackCommand.MEMBER_LEFT,
                new MemberLeft(ADMIN, member(), LeaveCause.KICKED, "noise", 19, 5, AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Room.CallbackAfterMemberLeave","Operator_Account":"admin",\
            "RoomId":"rid-123","MemberCount":19,"Type":"Kicked",\
            "MemberList_Account":["user1"],"Reason":"noise","EventTime":1703589922780}""");
  }

  @Test
  void changedSeatsAreToldAllOfThem() {
    List<SeatInfo> seats =
        List.of(
            new SeatInfo(0, "", "", "", "", true, false, true),
            new SeatInfo(1, "144115233775727695", "Ann", "", "", false, true, false));
    assertThat(
            body(
                CallbackCommand.SEATS_CHANGED,
                new SeatsChanged(ADMIN, ROOM, List.of(), seats, 6, AT)))
        .isEqualTo(
            """
            {"CallbackCommand":"Mic.CallbackAfterSeatInfoChanged","Operator_Account":"admin",\
            "RoomId":"rid-123","SeatList":[\
            {"Index":0,"IsTakenDisabled":true,"IsVideoDisabled":false,"IsAudioDisabled":true},\
            {"Index":1,"Member_Account":"144115233775727695","IsTakenDisabled":false,\
            "IsVideoDisabled":true,"IsAudioDisabled":false}],"EventTime":1703589922780}""");
  }

  private static String body(CallbackCommand command, DomainEvent event) {
    return CallbackBodies.of(command, event).toString();
  }

  private static MemberInfo member() {
    return new MemberInfo(
        ROOM, "user1", "", "", "", Role.MEMBER, "", List.of(), false, false, false, false, 1);
  }

  private static RoomInfo room(boolean seats) {
    return new RoomInfo(
        ROOM,
        "name",
        RoomType.CONFERENCE,
        "user3",
        "secret",
        300,
        16,
        seats,
        SeatMode.APPLY_TO_TAKE,
        true,
        false,
        true,
        false,
        true,
        "custom123",
        Instant.ofEpochSecond(1_703_589_922),
        Instant.ofEpochSecond(1_703_593_522),
        RoomStatus.RUNNING,
        Instant.ofEpochSecond(1_703_589_922),
        20,
        3);
  }
}
