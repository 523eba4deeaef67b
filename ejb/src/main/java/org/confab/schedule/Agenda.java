package org.confab.schedule;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.confab.app.Accounts;
import org.confab.app.Profile;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.Rooms;
import org.jspecify.annotations.Nullable;

/** Which conferences a user organises or is invited to, and who is invited to one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Agenda {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Conferences conferences;
  @Inject private Attendees attendees;
  @EJB private Accounts accounts;
  @Inject private Clock clock;

  /** Some conferences in the order of their starts; {@code next} goes on, {@code ""} at the end. */
  public record Page(List<ConferenceInfo> conferences, String next) {}

  /** Some who are invited, of so many; {@code next} goes on, {@code ""} at the end. */
  public record Invited(List<Profile> attendees, String next, long total) {}

  /**
   * The caller's own conferences, and those it is invited to.
   *
   * @param statuses none for all
   * @param cursor {@code ""} at first, then what the last page gave
   * @param count 1 to 100, 20 when null
   */
  public Page conferences(
      Caller caller, Set<RoomStatus> statuses, String cursor, @Nullable Integer count) {
    int most = count(count);
    Instant now = clock.instant();
    List<Room> found = conferences.of(caller.user(), statuses, Cursor.parse(cursor), now, most + 1);
    List<Room> page = found.stream().limit(most).toList();
    Map<String, List<String>> invited =
        attendees.of(caller.sdkAppId(), page.stream().map(room -> room.key().roomId()).toList());
    List<ConferenceInfo> infos =
        page.stream().map(room -> describe(room, room.info(now), invited)).toList();
    return new Page(infos, found.size() > most ? after(infos.get(most - 1).room()) : "");
  }

  private ConferenceInfo describe(Room room, RoomInfo info, Map<String, List<String>> invited) {
    RoomKey key = info.key();
    return new ConferenceInfo(
        info,
        accounts.profile(new UserKey(key.sdkAppId(), info.ownerId())),
        invited.getOrDefault(key.roomId(), List.of()),
        room.reminderSeconds());
  }

  private static String after(RoomInfo last) {
    return new Cursor(last.scheduleStart().toEpochMilli(), last.key().roomId()).toText();
  }

  /**
   * Who is invited, for those who are part of it, in the order of their ids.
   *
   * @param cursor {@code ""} at first, then what the last page gave
   * @param count 1 to 100, 20 when null
   */
  public Invited attendees(Caller caller, String roomId, String cursor, @Nullable Integer count) {
    int most = count(count);
    Room room = rooms.find(caller.room(roomId));
    checkScheduled(room);
    checkPart(caller, room);
    List<String> found =
        attendees.after(
            room.key(), Limits.text("cursor", cursor, "", Limits.USER_ID_BYTES), most + 1);
    List<String> page = found.stream().limit(most).toList();
    return new Invited(
        accounts.profiles(caller.sdkAppId(), page),
        found.size() > most ? page.get(most - 1) : "",
        attendees.count(room.key()));
  }

  private void checkPart(Caller caller, Room room) {
    String userId = caller.userId();
    boolean part =
        caller.administrator()
            || room.isOwner(userId)
            || attendees.has(room.key(), userId)
            || members.find(room.key(), userId).isPresent();
    if (!part) {
      throw new Problem(Refusal.NOT_INVITED, "You are not invited to this conference.");
    }
  }

  /** Refuses a room that is not planned. */
  static void checkScheduled(Room room) {
    if (!room.isScheduled()) {
      throw new Problem(
          Refusal.ROOM_NOT_FOUND, "The room " + room.key().roomId() + " is no conference.");
    }
  }

  private static int count(@Nullable Integer given) {
    return Limits.number("count", given, USUAL, 1, MOST);
  }
}
