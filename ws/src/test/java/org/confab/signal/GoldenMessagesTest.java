package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.confab.app.Profile;
import org.confab.chat.Content;
import org.confab.chat.MessageInfo;
import org.confab.chat.MessageSent;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.otherroom.OtherRoomEvent.OtherRoomConnected;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.request.Action;
import org.confab.request.Outcome;
import org.confab.request.RequestInfo;
import org.confab.room.RoomEvent;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.confab.seat.SeatEvent;
import org.confab.seat.SeatInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wire as clients know it: what changes here breaks them. */
class GoldenMessagesTest {
  private static final RoomKey ROOM = new RoomKey(1400000001, "room-1");
  private static final RoomKey OTHER_ROOM = new RoomKey(1400000001, "room-2");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller ANN = new Caller(ROOM.sdkAppId(), "ann", false, Platform.Web, "");
  private static final Caller ADMINISTRATOR =
      new Caller(ROOM.sdkAppId(), "administrator", true, Platform.RESTAPI, "");

  @Test
  void everyMessageIsAsItWas() throws IOException {
    Map<String, String> messages = new TreeMap<>();
    MemberInfo bob = member(false, false, false);
    messages.put(
        "entered", first(RoomMessages.entered(new MemberEvent.MemberEntered(ANN, bob, 2, 3, NOW))));
    messages.put(
        "count", RoomMessages.entered(new MemberEvent.MemberEntered(ANN, bob, 2, 3, NOW)).get(1));
    messages.put("left", first(RoomMessages.left(left(ANN, bob, LeaveCause.LEAVE))));
    messages.put("kickedByAdmin", RoomMessages.kicked(left(ANN, bob, LeaveCause.KICKED)));
    messages.put(
        "kickedByServer", RoomMessages.kicked(left(ADMINISTRATOR, bob, LeaveCause.KICKED)));
    messages.put("kickedElsewhere", RoomMessages.displaced(ROOM, "You logged in elsewhere."));
    List<String> changed =
        RoomMessages.changed(
            new MemberEvent.MemberChanged(
                ANN, member(Role.MEMBER, false, false, false), bob, 5, NOW));
    messages.put("role", changed.get(0));
    messages.put("changed", changed.get(1));
    List<String> muted =
        RoomMessages.changed(
            new MemberEvent.MemberChanged(ANN, bob, muted(member(false, false, false)), 12, NOW));
    messages.put("messageDisabledForOne", muted.get(0));
    messages.put("mutedUserInfo", muted.get(1));
    messages.put("said", RoomMessages.said(new MessageSent(message(Content.text("hello")))));
    messages.put(
        "saidToApplications",
        RoomMessages.said(new MessageSent(message(Content.custom("{}", "vote", "x")))));
    List<String> streams =
        RoomMessages.streams(
            new MemberEvent.StreamsChanged(ANN, bob, member(true, true, true), 6, NOW));
    messages.put("audio", streams.get(0));
    messages.put("video", streams.get(1));
    messages.put("screen", streams.get(2));
    RoomInfo before = room("Weekly", false, SeatMode.FREE_TO_TAKE, 10);
    RoomInfo after = room("Monthly", true, SeatMode.APPLY_TO_TAKE, 20);
    List<String> updated = RoomMessages.updated(new RoomEvent.RoomUpdated(ANN, before, after, NOW));
    messages.put("name", updated.get(0));
    messages.put("seatMode", updated.get(1));
    messages.put("maxSeatCount", updated.get(2));
    messages.put("cameraDisabled", updated.get(3));
    messages.put("microphoneDisabled", updated.get(4));
    messages.put("screenDisabled", updated.get(5));
    messages.put("messageDisabled", updated.get(6));
    messages.put(
        "seats",
        RoomMessages.seats(
            new SeatEvent.SeatsChanged(
                ANN,
                ROOM,
                List.of(seat(0, "bob", false), seat(1, "", false), seat(2, "", true)),
                List.of(seat(0, "", false), seat(1, "bob", false), seat(2, "", true)),
                10,
                NOW)));
    messages.put(
        "takenOffSeat",
        RoomMessages.takenOff(new SeatEvent.TakenOffSeat(ANN, bob, 1, "time over", 11, NOW)));
    messages.put(
        "requestReceived", RequestMessages.received(request(Action.INVITE_TO_SEAT, null, ""), 12));
    messages.put(
        "requestProcessed",
        RequestMessages.ended(
            request(Action.TAKE_SEAT, Outcome.REJECTED, "bob"), Views.member(bob), 13));
    messages.put(
        "requestCancelled",
        RequestMessages.ended(
            request(Action.APPLY_FOR_SCREEN, Outcome.TIMED_OUT, ""), Views.member(bob), 14));
    messages.put(
        "requestAccepted",
        RequestMessages.callback(request(Action.OPEN_CAMERA, Outcome.ACCEPTED, "bob"), 15));
    messages.put(
        "requestFailed",
        RequestMessages.callback(request(Action.OPEN_MICROPHONE, Outcome.ASKED_LEFT, "bob"), 16));
    messages.put(
        "otherRoomRequested",
        RequestMessages.received(request(Action.CONNECT_OTHER_ROOM, null, ""), 17));
    messages.put(
        "otherRoomAgreed",
        RequestMessages.callback(request(Action.CONNECT_OTHER_ROOM, Outcome.ACCEPTED, "bob"), 18));
    messages.put(
        "otherRoomConnected",
        RoomMessages.connected(
            new OtherRoomConnected(ANN, OTHER_ROOM, member(true, true, false), 19, NOW)));
    messages.put(
        "otherRoomDisconnected",
        RoomMessages.disconnected(new OtherRoomDisconnected(ANN, ROOM, OTHER_ROOM, 20, NOW)));
    messages.put(
        "dismissedByOwner",
        RoomMessages.dismissed(new RoomEvent.RoomDestroyed(ANN, after, 9, NOW)));
    messages.put(
        "dismissedByServer",
        RoomMessages.dismissed(new RoomEvent.RoomDestroyed(ADMINISTRATOR, after, 9, NOW)));
    messages.put(
        "roomInfo", Json.write(Views.room(after, new Profile("ann", "Ann", "a.png", ""), true)));
    messages.put("userInfo", Json.write(Views.member(member(true, false, true))));
    messages.put(
        "loginUserInfo", Json.write(Views.profile(new Profile("ann", "Ann", "", "{\"k\":1}"))));
    messages.put(
        "error",
        Rpc.error(Json.read("7"), new Problem(Refusal.ROOM_NOT_FOUND, "There is no room room-1.")));

    JsonNode golden = golden();
    messages.forEach(
        (name, message) -> assertThat(Json.read(message)).as(name).isEqualTo(golden.path(name)));
    assertThat(golden.size()).as("golden messages that nothing makes").isEqualTo(messages.size());
  }

  private static JsonNode golden() throws IOException {
    try (InputStream file = GoldenMessagesTest.class.getResourceAsStream("/golden/messages.json")) {
      assertThat(file).as("golden/messages.json").isNotNull();
      return Json.read(file.readAllBytes());
    }
  }

  private static String first(List<String> messages) {
    return messages.get(0);
  }

  private static MemberEvent.MemberLeft left(Caller by, MemberInfo who, LeaveCause cause) {
    return new MemberEvent.MemberLeft(by, who, cause, "spam", 1, 4, NOW);
  }

  private static RequestInfo request(Action action, @Nullable Outcome outcome, String endedBy) {
    RoomKey askedRoom = action == Action.CONNECT_OTHER_ROOM ? OTHER_ROOM : ROOM;
    return new RequestInfo(
        "q-1", ROOM, askedRoom, action, "ann", "Ann", "A.", "a.png", "bob", 1, NOW, outcome,
        endedBy, null);
  }

  private static SeatInfo seat(int index, String userId, boolean locked) {
    String name = userId.isEmpty() ? "" : "Bob";
    return new SeatInfo(index, userId, name, "", "", locked, locked, locked);
  }

  private static MemberInfo member(boolean audio, boolean video, boolean screen) {
    return member(Role.ADMIN, audio, video, screen);
  }

  private static MemberInfo member(Role role, boolean audio, boolean video, boolean screen) {
    return new MemberInfo(
        ROOM, "bob", "Bob", "", "", role, "", List.of(), audio, video, screen, false, 2);
  }

  private static MemberInfo muted(MemberInfo m) {
    return new MemberInfo(
        ROOM,
        m.userId(),
        m.userName(),
        "",
        "",
        m.role(),
        "",
        List.of(),
        false,
        false,
        false,
        true,
        2);
  }

  private static MessageInfo message(Content content) {
    return new MessageInfo(ROOM, 3, "id-1", "bob", "Bob", "", "", content, NOW);
  }

  private static RoomInfo room(String name, boolean disabled, SeatMode seatMode, int maxSeats) {
    return new RoomInfo(
        ROOM,
        name,
        RoomType.CONFERENCE,
        "ann",
        "secret",
        300,
        maxSeats,
        true,
        seatMode,
        disabled,
        disabled,
        disabled,
        disabled,
        disabled,
        "",
        NOW,
        NOW.plus(Duration.ofHours(1)),
        RoomStatus.RUNNING,
        NOW,
        2,
        8);
  }
}
