package org.confab.request;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.room.Room;
import org.confab.room.Rooms;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatInfo;

/**
 * Ends the requests that have lost their sense, in the transaction that took it from them: of who
 * leaves and to who leaves; and those about a seat for who sits by other means.
 */
@ApplicationScoped
class Lapsing {
  /** After seats have followed, which comes before. */
  private static final int AFTER_SEATS = DomainEvent.AFTER_OTHERS + 1000;

  @Inject private Rooms rooms;
  @Inject private Requests requests;
  @Inject private RequestChanges changes;
  @Inject private Clock clock;

  public void left(@Observes @Priority(AFTER_SEATS) MemberLeft left) {
    Room room = rooms.find(left.room());
    String userId = left.member().userId();
    for (Request request : requests.concerning(room.key(), userId)) {
      if (request.askerId().equals(userId)) {
        request.end(Outcome.CANCELLED, userId, clock.instant());
        changes.ended(left.caller(), room, request.info(left.member()));
      } else {
        end(left.caller(), room, request, Outcome.ASKED_LEFT, userId);
      }
    }
  }

  public void seated(@Observes @Priority(AFTER_SEATS) SeatsChanged changed) {
    List<String> seated = changed.seated().stream().map(SeatInfo::userId).toList();
    if (seated.isEmpty()) {
      return;
    }
    Room room = rooms.find(changed.room());
    Caller caller = changed.caller();
    requests
        .about(room.key(), Action.SEAT, seated)
        .forEach(request -> end(caller, room, request, Outcome.ACCEPTED, caller.userId()));
  }

  private void end(Caller caller, Room room, Request request, Outcome outcome, String by) {
    request.end(outcome, by, clock.instant());
    changes.ended(caller, room, request);
  }
}
