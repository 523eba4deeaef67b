package org.confab.schedule;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.confab.app.Accounts;
import org.confab.app.Profile;
import org.confab.kernel.Caller;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.room.Room;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.schedule.ConferenceEvent.Reason;

/** Tells of conferences: its organiser and who is invited to it. */
@Dependent
class Announcements {
  @Inject private Attendees attendees;
  @EJB private Accounts accounts;
  @Inject private Clock clock;
  @Inject private Event<ConferenceEvent> events;

  /** To everybody that one is planned. */
  void scheduled(Room room) {
    ConferenceInfo conference = describe(room);
    events.fire(new ConferenceEvent.Scheduled(conference, everybody(conference)));
  }

  /** To everybody that one will start soon. */
  void willStart(Room room) {
    ConferenceInfo conference = describe(room);
    events.fire(new ConferenceEvent.WillStart(conference, everybody(conference)));
  }

  /** To everybody that its status changed, when it did. */
  void turned(Room room) {
    Instant now = clock.instant();
    if (room.turn(now)) {
      RoomInfo info = room.info(now);
      turned(info, info.status());
    }
  }

  private void turned(RoomInfo room, RoomStatus status) {
    events.fire(new ConferenceEvent.Turned(room.key(), status, everybody(room)));
  }

  /**
   * What changed of it; who organises it no longer, and is not invited, has no more to do with it.
   */
  void changed(Caller caller, RoomInfo before, RoomInfo now, Room room) {
    boolean same =
        before.name().equals(now.name())
            && before.scheduleStart().equals(now.scheduleStart())
            && before.scheduleEnd().equals(now.scheduleEnd())
            && before.ownerId().equals(now.ownerId());
    if (same) {
      return;
    }
    ConferenceInfo conference = describe(room);
    Set<String> knowing = new LinkedHashSet<>(conference.attendees());
    boolean handedOver = !before.ownerId().equals(now.ownerId());
    if (handedOver && !knowing.contains(before.ownerId())) {
      cancelled(caller, now.key(), Reason.NO_LONGER_INVITED, List.of(before.ownerId()));
    }
    if (handedOver && !knowing.contains(now.ownerId())) {
      events.fire(new ConferenceEvent.Scheduled(conference, List.of(now.ownerId())));
    } else {
      knowing.add(now.ownerId());
    }
    events.fire(new ConferenceEvent.Changed(before, now, conference.owner(), knowing));
  }

  /** Those who were invited learn of it, the others of them. */
  void joined(Room room, Collection<String> userIds) {
    ConferenceInfo conference = describe(room);
    Set<String> others = everybody(conference);
    Set<String> invited = new LinkedHashSet<>(userIds);
    invited.remove(conference.owner().userId());
    others.removeAll(invited);
    events.fire(new ConferenceEvent.Scheduled(conference, invited));
    events.fire(
        new ConferenceEvent.AttendeesChanged(
            room.key(), profiles(room.key(), userIds), List.of(), others));
  }

  /** Those who are no longer invited learn that, and so do the others. */
  void left(Caller caller, Room room, Collection<String> userIds) {
    RoomInfo info = room.info(clock.instant());
    Set<String> uninvited = new LinkedHashSet<>(userIds);
    uninvited.remove(info.ownerId());
    cancelled(caller, room.key(), Reason.NO_LONGER_INVITED, uninvited);
    events.fire(
        new ConferenceEvent.AttendeesChanged(
            room.key(), List.of(), profiles(room.key(), userIds), everybody(info)));
  }

  /** It is gone: over, when somebody was in it, else it does not take place. */
  void gone(Caller caller, RoomInfo last) {
    if (last.memberCount() > 0) {
      turned(last, RoomStatus.NONE);
    } else if (last.status() != RoomStatus.NONE) {
      cancelled(caller, last.key(), Reason.CANCELLED, everybody(last));
    }
  }

  private void cancelled(Caller caller, RoomKey room, Reason reason, Collection<String> audience) {
    Profile by = accounts.profile(caller.user());
    events.fire(new ConferenceEvent.Cancelled(room, reason, by, audience));
  }

  private ConferenceInfo describe(Room room) {
    RoomInfo info = room.info(clock.instant());
    UserKey owner = new UserKey(info.key().sdkAppId(), info.ownerId());
    return new ConferenceInfo(
        info, accounts.profile(owner), attendees.of(info.key()), room.reminderSeconds());
  }

  private List<Profile> profiles(RoomKey room, Collection<String> userIds) {
    return accounts.profiles(room.sdkAppId(), userIds);
  }

  private static Set<String> everybody(ConferenceInfo conference) {
    Set<String> everybody = new LinkedHashSet<>(conference.attendees());
    everybody.add(conference.owner().userId());
    return everybody;
  }

  private Set<String> everybody(RoomInfo room) {
    Set<String> everybody = new LinkedHashSet<>(attendees.of(room.key()));
    everybody.add(room.ownerId());
    return everybody;
  }
}
