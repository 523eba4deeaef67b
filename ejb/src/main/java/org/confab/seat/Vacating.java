package org.confab.seat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.confab.kernel.DomainEvent;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Frees the seat of whoever leaves a room, for whatever cause, in the transaction of leaving. */
@ApplicationScoped
class Vacating {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private SeatChanges changes;

  public void left(@Observes @Priority(DomainEvent.AFTER_OTHERS) MemberLeft left) {
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
