package org.confab.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.confab.json.Json;
import org.confab.kernel.Limits;
import org.confab.member.Role;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.confab.seat.SeatInfo;

/** Rooms in the REST API's names. */
public final class RoomNames {
  private RoomNames() {}

  static RoomType type(String name) {
    return switch (name) {
      case "Conference", "Meeting" -> RoomType.CONFERENCE;
      case "LivingRoom" -> RoomType.LIVE;
      default -> throw Limits.invalid("RoomType must be Conference or LivingRoom.");
    };
  }

  static SeatMode seatMode(String name) {
    return switch (name) {
      case "FreeToTake" -> SeatMode.FREE_TO_TAKE;
      case "ApplyToTake" -> SeatMode.APPLY_TO_TAKE;
      default -> throw Limits.invalid("TakeSeatMode must be FreeToTake or ApplyToTake.");
    };
  }

  /** {@code RoomOwner} is the spelling of an example (spec 20700). */
  static Role role(String name) {
    return switch (name) {
      case "Owner", "RoomOwner" -> Role.OWNER;
      case "Admin" -> Role.ADMIN;
      case "Member" -> Role.MEMBER;
      default -> throw Limits.invalid("Role must be Admin or Member.");
    };
  }

  static String role(Role role) {
    return switch (role) {
      case OWNER -> "Owner";
      case ADMIN -> "Admin";
      case MEMBER -> "Member";
    };
  }

  static String name(RoomType type) {
    return switch (type) {
      case CONFERENCE -> "Conference";
      case LIVE -> "LivingRoom";
    };
  }

  /** {@code None} where there are no seats to take. */
  public static String seatMode(RoomInfo room) {
    if (!room.seatsEnabled()) {
      return "None";
    }
    return switch (room.seatMode()) {
      case FREE_TO_TAKE -> "FreeToTake";
      case APPLY_TO_TAKE -> "ApplyToTake";
    };
  }

  public static String status(RoomStatus status) {
    return switch (status) {
      case NONE -> "None";
      case NOT_STARTED -> "NotStarted";
      case RUNNING -> "Running";
    };
  }

  /**
   * {@code SeatList} in order (spec 21883–21900, 23640–23665); {@code Member_Account} only where
   * somebody sits.
   */
  public static ArrayNode seats(List<SeatInfo> seats) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (SeatInfo seat : seats) {
      ObjectNode view = list.addObject().put("Index", seat.index());
      if (seat.isTaken()) {
        view.put("Member_Account", seat.userId());
      }
      view.put("IsTakenDisabled", seat.locked())
          .put("IsVideoDisabled", seat.videoLocked())
          .put("IsAudioDisabled", seat.audioLocked());
    }
    return list;
  }

  /** {@code RoomInfo} of get_room_info (spec 20440–20475); times are in seconds. */
  static ObjectNode view(RoomInfo room) {
    return Json.object()
        .put("RoomId", room.key().roomId())
        .put("RoomName", room.name())
        .put("RoomType", name(room.type()))
        .put("Owner_Account", room.ownerId())
        .put("MaxMemberCount", room.maxMembers())
        .put("MaxSeatCount", room.maxSeats())
        .put("IsVideoDisabled", room.videoDisabled())
        .put("IsAudioDisabled", room.audioDisabled())
        .put("IsMessageDisabled", room.messageDisabled())
        .put("IsScreenSharingDisabled", room.screenDisabled())
        .put("IsCloudRecordingDisabled", room.recordingDisabled())
        .put("CustomInfo", room.customInfo())
        .put("ScheduleStartTime", room.scheduleStart().getEpochSecond())
        .put("ScheduleEndTime", room.scheduleEnd().getEpochSecond())
        .put("RoomStatus", status(room.status()))
        .put("IsSeatEnabled", room.seatsEnabled())
        .put("TakeSeatMode", seatMode(room))
        .put("CreateTime", room.createdAt().getEpochSecond())
        .put("MemberCount", room.memberCount());
  }
}
