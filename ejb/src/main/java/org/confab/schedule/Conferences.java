package org.confab.schedule;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.room.Room;
import org.confab.room.RoomStatus;

/** Finds the rooms that are planned. */
@Dependent
class Conferences {
  private static final String MINE =
      "select r.roomId from Room r where r.sdkAppId = :app and r.ownerId = :user"
          + " and r.timetable.scheduled = true";
  private static final String INVITED =
      "select r.roomId from Attendee a, Room r where a.sdkAppId = :app and a.userId = :user"
          + " and r.sdkAppId = a.sdkAppId and r.roomId = a.roomId and r.timetable.scheduled = true";
  private static final String ORDER = " order by r.timetable.startsAt, r.roomId";

  @PersistenceContext private EntityManager em;

  /**
   * Where there may be something to tell by now. The lower bound spares H2 the rooms where there is
   * nothing, which come first in its index.
   */
  List<RoomKey> due(Instant now, int most) {
    return em.createQuery(
            "select r.sdkAppId, r.roomId from Room r where r.timetable.dueAt between 0 and :now"
                + " order by r.timetable.dueAt",
            Object[].class)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(most)
        .getResultStream()
        .map(columns -> new RoomKey((Long) columns[0], (String) columns[1]))
        .toList();
  }

  /**
   * Those that the user organises or is invited to, in the order of their starts. They are looked
   * for apart, since only so each has an index.
   *
   * @param statuses none for all
   */
  List<Room> of(UserKey user, Set<RoomStatus> statuses, Cursor after, Instant now, int most) {
    Set<RoomStatus> wanted = statuses.isEmpty() ? EnumSet.allOf(RoomStatus.class) : statuses;
    List<String> ids = new ArrayList<>(page(MINE, user, wanted, after, now, most));
    ids.addAll(page(INVITED, user, wanted, after, now, most));
    return ids.isEmpty() ? List.of() : inOrder(user.sdkAppId(), ids, most);
  }

  private List<String> page(
      String of, UserKey user, Set<RoomStatus> statuses, Cursor after, Instant now, int most) {
    String condition =
        statuses.stream().map(Conferences::condition).collect(Collectors.joining(" or "));
    return em.createQuery(
            of
                + " and r.timetable.startsAt >= :start"
                + " and (r.timetable.startsAt > :start or r.roomId > :room)"
                + " and ("
                + condition
                + ")"
                + ORDER,
            String.class)
        .setParameter("app", user.sdkAppId())
        .setParameter("user", user.userId())
        .setParameter("start", after.start())
        .setParameter("room", after.roomId())
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(most)
        .getResultList();
  }

  /** As Timetable.status says; a test holds them together. */
  private static String condition(RoomStatus status) {
    return switch (status) {
      case NOT_STARTED -> "(r.memberCount = 0 and r.timetable.startsAt > :now)";
      case RUNNING ->
          "(r.memberCount > 0 or (r.timetable.startsAt <= :now and r.timetable.endsAt > :now))";
      case NONE -> "(r.memberCount = 0 and r.timetable.endsAt <= :now)";
    };
  }

  private List<Room> inOrder(long sdkAppId, Collection<String> roomIds, int most) {
    return em.createQuery(
            "select r from Room r where r.sdkAppId = :app and r.roomId in :rooms" + ORDER,
            Room.class)
        .setParameter("app", sdkAppId)
        .setParameter("rooms", roomIds)
        .setMaxResults(most)
        .getResultList();
  }
}
