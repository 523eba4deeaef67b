package org.confab.seat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Frees the seat of whoever leaves a room, for whatever cause, in the transaction of leaving. */
@ApplicationScoped
class Vacating {
  /** After the callback of leaving is written: callbacks are in the order of what happened. */
  private static final int AFTER_OTHERS = Interceptor.Priority.APPLICATION + 1000;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private SeatChanges changes;

  public void left(@Observes @Priority(AFTER_OTHERS) MemberLeft left) {
    Room room = rooms.find(left.room());
    SeatMap map = seats.ofAny(room);
    String userId = left.member().userId();
    if (map.seated().contains(userId)) {
      Map<String, MemberInfo> known = new HashMap<>(members.infos(room, map.seated()));
      known.put(userId, left.member());
      List<SeatInfo> before = map.infos(known);
      map.leave(userId);
      changes.announce(left.caller(), room, before, map);
    }
  }
}
