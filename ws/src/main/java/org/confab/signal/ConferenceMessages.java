package org.confab.signal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import org.confab.app.Profile;
import org.confab.json.Json;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.schedule.ConferenceEvent;
import org.confab.schedule.ConferenceEvent.AttendeesChanged;
import org.confab.schedule.ConferenceEvent.Cancelled;
import org.confab.schedule.ConferenceEvent.Changed;
import org.confab.schedule.ConferenceEvent.Reason;
import org.confab.schedule.ConferenceEvent.Scheduled;
import org.confab.schedule.ConferenceEvent.Turned;
import org.confab.schedule.ConferenceEvent.WillStart;
import org.confab.schedule.ConferenceInfo;

/**
 * What users are told of conferences, under the engine's names (TUIConferenceListManagerEvents).
 */
final class ConferenceMessages {
  private ConferenceMessages() {}

  static String of(ConferenceEvent event) {
    if (event instanceof Scheduled scheduled) {
      return told("onConferenceScheduled", scheduled.conference());
    } else if (event instanceof WillStart soon) {
      return told("onConferenceWillStart", soon.conference());
    } else if (event instanceof Cancelled cancelled) {
      return cancelled(cancelled);
    } else if (event instanceof Changed changed) {
      return changed(changed);
    } else if (event instanceof AttendeesChanged changed) {
      return attendees(changed);
    } else if (event instanceof Turned turned) {
      return Rpc.notification(
          "onConferenceStatusChanged", room(event).put("status", number(turned.status())));
    }
    throw new IllegalStateException("an event of which nobody is told: " + event);
  }

  private static String told(String method, ConferenceInfo conference) {
    ObjectNode params = Json.object();
    params.set("conferenceInfo", conference(conference));
    return Rpc.notification(method, params);
  }

  private static String cancelled(Cancelled event) {
    ObjectNode params = room(event).put("reason", number(event.reason()));
    params.set("operateUser", user(event.by()));
    return Rpc.notification("onConferenceCancelled", params);
  }

  /** TUIConferenceModifyInfo: what did not change is left out. */
  private static String changed(Changed event) {
    RoomInfo before = event.before();
    RoomInfo now = event.now();
    ObjectNode params = Json.object();
    ObjectNode modified = params.putObject("conferenceModifyInfo");
    if (!before.scheduleStart().equals(now.scheduleStart())) {
      modified.put("scheduleStartTime", seconds(now.scheduleStart()));
    }
    if (!before.scheduleEnd().equals(now.scheduleEnd())) {
      modified.put("scheduleEndTime", seconds(now.scheduleEnd()));
    }
    ObjectNode room = modified.putObject("basicRoomInfo").put("roomId", now.key().roomId());
    if (!before.name().equals(now.name())) {
      room.put("roomName", now.name());
    }
    if (!before.ownerId().equals(now.ownerId())) {
      room.put("roomOwner", now.ownerId())
          .put("ownerId", now.ownerId())
          .put("ownerName", event.owner().userName())
          .put("ownerAvatarUrl", event.owner().avatarUrl());
    }
    return Rpc.notification("onConferenceInfoChanged", params);
  }

  private static String attendees(AttendeesChanged event) {
    ObjectNode params = room(event);
    params.set("leftUsers", users(event.left()));
    params.set("joinedUsers", users(event.joined()));
    return Rpc.notification("onScheduleAttendeesChanged", params);
  }

  private static ObjectNode room(ConferenceEvent event) {
    return Json.object().put("roomId", event.room().roomId());
  }

  /** TUIConferenceInfo; its times are in seconds. */
  static ObjectNode conference(ConferenceInfo conference) {
    RoomInfo room = conference.room();
    ObjectNode view =
        Json.object()
            .put("scheduleStartTime", seconds(room.scheduleStart()))
            .put("scheduleEndTime", seconds(room.scheduleEnd()))
            .put("reminderSecondsBeforeStart", conference.reminderSeconds())
            .put("status", number(room.status()));
    ArrayNode attendees = view.putArray("scheduleAttendees");
    conference.attendees().forEach(attendees::add);
    view.set("basicRoomInfo", Views.room(room, conference.owner(), true));
    return view;
  }

  static ArrayNode users(Collection<Profile> profiles) {
    ArrayNode list = Json.object().arrayNode(profiles.size());
    profiles.forEach(profile -> list.add(user(profile)));
    return list;
  }

  /** TUIUserInfo of one who need not be in a room. */
  private static ObjectNode user(Profile profile) {
    return Json.object()
        .put("userId", profile.userId())
        .put("userName", profile.userName())
        .put("avatarUrl", profile.avatarUrl());
  }

  /** TUIConferenceStatus. */
  static int number(RoomStatus status) {
    return switch (status) {
      case NONE -> 0;
      case NOT_STARTED -> 1;
      case RUNNING -> 2;
    };
  }

  /** TUIConferenceCancelReason. */
  private static int number(Reason reason) {
    return switch (reason) {
      case CANCELLED -> 0;
      case NO_LONGER_INVITED -> 1;
    };
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }
}
