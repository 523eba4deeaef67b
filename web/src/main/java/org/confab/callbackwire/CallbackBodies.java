package org.confab.callbackwire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.confab.callback.CallbackCommand;
import org.confab.kernel.DomainEvent;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.rest.RoomNames;
import org.confab.room.RoomEvent.RoomCreated;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.room.RoomInfo;
import org.confab.room.RoomType;
import org.confab.seat.SeatEvent.SeatsChanged;

/** The request bodies, field by field in the order of the specification's examples. */
final class CallbackBodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CallbackBodies() {}

  static ObjectNode of(CallbackCommand command, DomainEvent event) {
    ObjectNode body =
        JSON.objectNode()
            .put("CallbackCommand", command.wireName())
            .put("Operator_Account", event.caller().userId());
    if (event instanceof RoomCreated created) {
      body.set("RoomInfo", whole(created.info()));
      body.set("ScheduleInviteeList_Account", texts(created.invitees()));
    } else if (event instanceof RoomUpdated updated) {
      body.set("RoomInfo", settings(updated.info()));
    } else {
      body.put("RoomId", event.room().roomId());
    }
    if (event instanceof MemberEntered entered) {
      member(body, entered, entered.memberCount(), "Enter");
    } else if (event instanceof MemberLeft left) {
      member(body, left, left.memberCount(), type(left.cause())).put("Reason", left.reason());
    } else if (event instanceof SeatsChanged changed) {
      body.set("SeatList", RoomNames.seats(changed.seats()));
    }
    return body.put("EventTime", event.at().toEpochMilli());
  }

  /** Spec 22922. */
  private static ObjectNode whole(RoomInfo room) {
    return JSON.objectNode()
        .put("RoomId", room.key().roomId())
        .put("RoomName", room.name())
        .put("RoomType", type(room.type()))
        .put("Owner_Account", room.ownerId())
        .put("MaxMemberCount", room.maxMembers())
        .put("MaxSeatCount", room.maxSeats())
        .put("IsVideoDisabled", room.videoDisabled())
        .put("IsAudioDisabled", room.audioDisabled())
        .put("IsMessageDisabled", room.messageDisabled())
        .put("IsScreenSharingDisabled", room.screenDisabled())
        .put("IsCloudRecordingDisabled", room.recordingDisabled())
        .put("CustomInfo", room.customInfo())
        .put("ScheduleStartTime", seconds(room.scheduleStart()))
        .put("ScheduleEndTime", seconds(room.scheduleEnd()))
        .put("RoomStatus", RoomNames.status(room.status()))
        .put("IsSeatEnabled", room.seatsEnabled())
        .put("TakeSeatMode", RoomNames.seatMode(room))
        .put("CreateTime", seconds(room.createdAt()));
  }

  /** Spec 23250. */
  private static ObjectNode settings(RoomInfo room) {
    return JSON.objectNode()
        .put("RoomId", room.key().roomId())
        .put("RoomName", room.name())
        .put("Owner_Account", room.ownerId())
        .put("TakeSeatMode", RoomNames.seatMode(room))
        .put("MaxMemberCount", room.maxMembers())
        .put("IsVideoDisabled", room.videoDisabled())
        .put("IsAudioDisabled", room.audioDisabled())
        .put("IsMessageDisabled", room.messageDisabled())
        .put("IsScreenSharingDisabled", room.screenDisabled())
        .put("IsCloudRecordingDisabled", room.recordingDisabled())
        .put("CustomInfo", room.customInfo());
  }

  private static ObjectNode member(ObjectNode body, MemberEvent event, int count, String type) {
    body.put("MemberCount", count).put("Type", type);
    body.set("MemberList_Account", texts(List.of(event.member().userId())));
    return body;
  }

  private static String type(LeaveCause cause) {
    return switch (cause) {
      case LEAVE -> "Leave";
      case KICKED -> "Kicked";
      case EXPIRED -> "Expired";
    };
  }

  /** Callbacks speak Meeting where the server API speaks Conference. */
  private static String type(RoomType type) {
    return switch (type) {
      case CONFERENCE -> "Meeting";
      case LIVE -> "LivingRoom";
    };
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }
}
