package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.confab.app.Accounts;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.kernel.Utf8;
import org.confab.member.MemberInfo;
import org.confab.member.Membership;
import org.confab.member.Presence;
import org.confab.member.Role;
import org.confab.room.Hosting;
import org.confab.room.RoomChange;
import org.confab.room.RoomDraft;
import org.confab.room.RoomInfo;
import org.confab.room.RoomType;
import org.confab.seat.Seating;
import org.jspecify.annotations.Nullable;

/** Rooms and who is in them. */
@ApplicationScoped
class RoomMethods {
  /** Clients may use shorter names than administrators (-2107, spec 23970). */
  private static final int NAME_BYTES = 30;

  @Inject private Hosting hosting;
  @Inject private Membership membership;
  @Inject private Seating seating;
  @Inject private Presence presence;
  @Inject private Accounts accounts;
  @Inject private OtherRoomMethods otherRooms;
  @Inject private RoomFeeds feeds;

  void createRoom(Call call) {
    hosting.open(call.caller(), draft(call.fields(), null, null, null, List.of()));
    call.answer();
  }

  /** A room as a client wants to have it; the planned time and who is invited stand apart. */
  static RoomDraft draft(
      Fields fields,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Integer reminderSeconds,
      List<String> invitees) {
    RoomType type = type(fields);
    return new RoomDraft(
        fields.text("roomId"),
        type == null ? RoomType.CONFERENCE : type,
        null,
        new RoomChange(
            checkedName(fields.textOrNull("roomName")),
            null,
            fields.flagOrNull("isCameraDisableForAllUser"),
            fields.flagOrNull("isMicrophoneDisableForAllUser"),
            fields.flagOrNull("isMessageDisableForAllUser"),
            fields.flagOrNull("isScreenShareDisableForAllUser"),
            null,
            null,
            SeatMethods.mode(fields)),
        Boolean.TRUE.equals(fields.flagOrNull("isSeatEnabled")),
        fields.numberOrNull("maxSeatCount"),
        fields.textOrNull("password"),
        start,
        end,
        reminderSeconds,
        invitees);
  }

  static @Nullable String checkedName(@Nullable String name) {
    if (name != null && Utf8.length(name) > NAME_BYTES) {
      throw new Problem(
          Refusal.ROOM_NAME_INVALID, "roomName may have at most " + NAME_BYTES + " bytes.");
    }
    return name;
  }

  private static @Nullable RoomType type(Fields fields) {
    Integer number = fields.numberOrNull("roomType");
    if (number == null) {
      return null;
    }
    return Views.numbered(
        RoomType.values(), Views::number, number, "roomType must be 1 (conference) or 2 (live).");
  }

  void enterRoom(Call call) {
    Fields fields = call.fields();
    Fields options = fields.objectOrNull("options");
    String password =
        options == null ? fields.textOrNull("password") : options.textOrNull("password");
    Caller caller = call.caller();
    String client = call.identity().client();
    Membership.Entry entry =
        membership.enter(caller, fields.text("roomId"), type(fields), password, client);
    RoomInfo room = entry.room();
    presence.joined(caller.user(), room.key(), client);
    ObjectNode result = Json.object();
    result.set("roomInfo", view(room, entry.member().role() != Role.MEMBER));
    result.set("self", Views.member(entry.member()));
    if (room.seatsEnabled()) {
      result.set("seatList", Views.seats(seating.list(room.key()).seats()));
    }
    if (room.type() == RoomType.LIVE) {
      otherRooms.put(result, room.key());
    }
    feeds.with(
        room.key(),
        feed -> {
          if (feed.hasLeft(caller.userId(), room.seq())) {
            call.refuse(new Problem(Refusal.NOT_IN_A_ROOM, "You were sent out at once."));
            return;
          }
          feed.attach(
              call.connection,
              caller.userId(),
              room.seq(),
              seq -> call.answer(result.put("seq", seq)));
        },
        call::refuse);
  }

  void exitRoom(Call call) {
    RoomKey room = call.room();
    membership.exit(call.caller(), room.roomId());
    call.answer();
  }

  void destroyRoom(Call call) {
    RoomKey room = call.room();
    hosting.close(call.caller(), room.roomId());
    call.answer();
  }

  void fetchRoomInfo(Call call) {
    RoomKey key = call.room();
    RoomInfo room = hosting.describe(key);
    boolean mayKnow =
        membership
            .place(call.caller().user())
            .map(place -> place.member().role() != Role.MEMBER)
            .orElse(false);
    ObjectNode result = view(room, mayKnow).put("seq", room.seq());
    if (room.type() == RoomType.LIVE) {
      otherRooms.put(result, key);
    }
    call.answer(result);
  }

  private ObjectNode view(RoomInfo room, boolean withPassword) {
    UserKey owner = new UserKey(room.key().sdkAppId(), room.ownerId());
    return Views.room(room, accounts.profile(owner), withPassword);
  }

  void getUserList(Call call) {
    Long after = call.fields().longOrNull("nextSequence");
    feeds.with(
        call.room(),
        feed -> call.answer(feed.members().page(after == null ? 0 : after)),
        call::refuse);
  }

  void getUserInfo(Call call) {
    MemberInfo member = membership.member(call.room(), call.fields().text("userId"));
    call.answer(Views.member(member));
  }

  void kickRemoteUserOutOfRoom(Call call) {
    Fields fields = call.fields();
    String userId = fields.text("userId");
    if (userId.equals(call.caller().userId())) {
      throw Limits.invalid("userId is your own: leave instead.");
    }
    String reason = Objects.requireNonNullElse(fields.textOrNull("reason"), "");
    membership.kick(call.caller(), call.room().roomId(), List.of(userId), reason);
    call.answer();
  }
}
