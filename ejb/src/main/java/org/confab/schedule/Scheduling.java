package org.confab.schedule;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.confab.app.Applications;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.Members;
import org.confab.room.Hosting;
import org.confab.room.Room;
import org.confab.room.RoomChange;
import org.confab.room.RoomChanges;
import org.confab.room.RoomDraft;
import org.confab.room.Rooms;
import org.jspecify.annotations.Nullable;

/** Planning conferences, changing and cancelling them, and inviting people. */
@Stateless
public class Scheduling {
  @EJB private Hosting hosting;
  @Inject private Rooms rooms;
  @Inject private RoomChanges roomChanges;
  @Inject private Members members;
  @Inject private Attendees attendees;
  @Inject private Conferences conferences;
  @Inject private Announcements announcements;
  @EJB private Applications applications;
  @Inject private Clock clock;

  /**
   * Plans a conference, whose organiser is the caller: opens its room, which may be entered at
   * once. It must not be over.
   *
   * @param draft with its times
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void schedule(Caller caller, RoomDraft draft) {
    Limits.ahead("scheduleEndTime", draft.scheduleEnd(), clock.instant());
    hosting.open(caller, draft);
  }

  /** Cancels one that nobody is in; what has begun is ended by closing its room. */
  public void cancel(Caller caller, String roomId) {
    Room room = lock(caller, roomId);
    if (!caller.administrator() && !room.isOwner(caller.userId())) {
      throw new Problem(Refusal.NEED_OWNER, "Only the organiser may cancel the conference.");
    }
    if (room.memberCount() > 0) {
      throw new Problem(
          Refusal.CONFERENCE_RUNNING, "Somebody is in the conference; dismiss its room instead.");
    }
    hosting.close(caller, roomId);
  }

  /**
   * Changes what is given; what is null stays.
   *
   * @param name as in {@link RoomChange}
   */
  public void change(
      Caller caller,
      String roomId,
      @Nullable String name,
      @Nullable Instant start,
      @Nullable Instant end) {
    RoomChange settings = RoomChange.name(name);
    Room room = lock(caller, roomId);
    checkModerator(caller, room);
    roomChanges.make(
        caller,
        room,
        changed -> {
          changed.change(settings, applications.plan(caller.sdkAppId()));
          changed.move(start, end, clock.instant());
        });
  }

  /**
   * Invites people, at most 300 in all; those who are invited already stay so.
   *
   * @param userIds 1 to 300
   */
  public void invite(Caller caller, String roomId, List<String> userIds) {
    Limits.userIds("userIdList", userIds, RoomDraft.INVITEES);
    Room room = lock(caller, roomId);
    checkModerator(caller, room);
    List<String> invited = attendees.of(room.key());
    Set<String> joining = new LinkedHashSet<>(userIds);
    invited.forEach(joining::remove);
    if (joining.isEmpty()) {
      return;
    }
    if (invited.size() + joining.size() > RoomDraft.INVITEES) {
      throw Limits.invalid("At most " + RoomDraft.INVITEES + " may be invited.");
    }
    attendees.add(room.key(), joining);
    announcements.joined(room, joining);
  }

  /**
   * Invites people no longer; who is in the room stays there.
   *
   * @param userIds 1 to 300
   */
  public void uninvite(Caller caller, String roomId, List<String> userIds) {
    Limits.userIds("userIdList", userIds, RoomDraft.INVITEES);
    Room room = lock(caller, roomId);
    checkModerator(caller, room);
    Set<String> leaving = new LinkedHashSet<>(userIds);
    leaving.retainAll(attendees.of(room.key()));
    if (leaving.isEmpty()) {
      return;
    }
    attendees.remove(room.key(), leaving);
    announcements.left(caller, room, leaving);
  }

  /** Conferences that wait for {@link #tell}. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RoomKey> due(int most) {
    return conferences.due(clock.instant(), most);
  }

  /** Reminds of the conference and tells its status, where it is time for that. */
  public void tell(RoomKey key) {
    rooms
        .lockIfAny(key)
        .ifPresent(
            room -> {
              if (room.remind(clock.instant())) {
                announcements.willStart(room);
              }
              announcements.turned(room);
            });
  }

  private Room lock(Caller caller, String roomId) {
    Room room = rooms.lock(caller.room(roomId));
    Agenda.checkScheduled(room);
    return room;
  }

  /** The organiser and, while they are in the room, its admins. */
  private void checkModerator(Caller caller, Room room) {
    if (!caller.administrator() && !members.isModerator(room, caller.userId())) {
      throw new Problem(
          Refusal.NEED_ADMIN, "Only the organiser or an admin may change the conference.");
    }
  }
}
