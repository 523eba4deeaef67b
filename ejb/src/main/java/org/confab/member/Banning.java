package org.confab.member;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.RoomKey;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Keeping users out of a room for some time (spec 21148–21622). */
@Stateless
public class Banning {
  private static final int AT_ONCE = 20;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Bans bans;
  @Inject private Departures departures;
  @Inject private Clock clock;

  /** A user who may not enter before then. */
  public record Banned(String userId, Instant until) {}

  /** Some of the banned in the order of the bans; {@code next} continues after, 0 at the end. */
  public record Page(List<Banned> banned, long next) {}

  /**
   * Sends members out, all or none of them, and lets them not enter again before the time is up.
   * Who is banned already may be named too: the time counts anew from now.
   *
   * @param userIds 1 to 20
   * @param reason shown to them, at most 1,000 bytes
   * @param seconds at least 1
   */
  public void ban(Caller caller, String roomId, List<String> userIds, String reason, int seconds) {
    Limits.userIds("MemberList_Account", userIds, AT_ONCE);
    Departures.checkReason(reason);
    Limits.number("Duration", seconds, seconds, 1, Integer.MAX_VALUE);
    Room room = rooms.lock(caller.room(roomId));
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    Instant now = clock.instant();
    Instant until = now.plus(Duration.ofSeconds(seconds));
    bans.removeEnded(room.key(), now);
    for (String userId : new LinkedHashSet<>(userIds)) {
      Optional<Ban> ban = bans.find(room.key(), userId);
      if (ban.isPresent()) {
        ban.get().renew(until);
      } else {
        Member member = members.get(room.key(), userId);
        standing.checkRemoval(userId, member.role(room.isOwner(userId)));
        bans.add(new Ban(room.key(), userId, room.nextBan(), until));
        departures.leave(caller, room, member, LeaveCause.KICKED, reason);
      }
    }
  }

  /** Lets users enter again; nothing happens to those who may already. */
  public void lift(Caller caller, String roomId, List<String> userIds) {
    Limits.userIds("MemberList_Account", userIds, AT_ONCE);
    Room room = rooms.lock(caller.room(roomId));
    members.standing(room, caller).checkModerator();
    userIds.forEach(userId -> bans.find(room.key(), userId).ifPresent(bans::remove));
  }

  /** The banned after the given place. Stable while others are banned and let in again. */
  public Page list(RoomKey key, long after, int count) {
    Room room = rooms.find(key);
    List<Ban> found = bans.page(room.key(), after, count + 1, clock.instant());
    List<Ban> page = found.subList(0, Math.min(count, found.size()));
    long next = found.size() > count ? page.get(count - 1).place() : 0;
    return new Page(page.stream().map(Ban::info).toList(), next);
  }
}
