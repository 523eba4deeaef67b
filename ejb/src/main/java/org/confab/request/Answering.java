package org.confab.request;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.confab.kernel.Caller;
import org.confab.kernel.RoomKey;
import org.confab.member.Members;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;
import org.confab.seat.SeatChanges;
import org.confab.seat.Seats;

/** Answering requests, cancelling them and ending those that had their time (spec 11546–11610). */
@Stateless
public class Answering {
  /** Who does not come back within the grace time of members has nothing to learn any more. */
  public static final Duration REMEMBERED = Duration.ofMinutes(1);

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private SeatChanges seatChanges;
  @Inject private Requests requests;
  @Inject private RequestChanges changes;
  @Inject private Clock clock;

  /** A request that has had its time. */
  public record Overdue(RoomKey room, String id) {}

  /**
   * Answers a request. Agreeing does what was asked, or is refused for the reason why that cannot
   * be done now; then the request is still open.
   */
  public void answer(Caller caller, String roomId, String id, boolean agree) {
    Room room = rooms.lock(caller.room(roomId));
    Request request = requests.find(room.key(), id).orElseThrow(Request::closed);
    request.checkAnswer(caller, members.standing(room, caller));
    Outcome outcome = agree ? Outcome.ACCEPTED : Outcome.REJECTED;
    request.end(outcome, caller.userId(), clock.instant());
    if (agree) {
      carryOut(caller, room, request);
    }
    changes.ended(caller, room, request);
  }

  private void carryOut(Caller caller, Room room, Request request) {
    String userId = request.subjectId();
    Device device = request.action().device();
    if (device == null) {
      seatChanges.sit(caller, room, userId, request.seatIndex());
    } else {
      seats.rights(room, userId).check(device);
      members.get(room.key(), userId).allow(device);
    }
  }

  /** Takes back what the caller asked. */
  public void cancel(Caller caller, String roomId, String id) {
    Room room = rooms.lock(caller.room(roomId));
    members.own(room, caller);
    Request request = requests.find(room.key(), id).orElseThrow(Request::closed);
    request.checkCancel(caller);
    request.end(Outcome.CANCELLED, caller.userId(), clock.instant());
    changes.ended(caller, room, request);
  }

  /** Requests that wait for {@link #expire}. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Overdue> overdue(int most) {
    return requests.overdue(clock.instant(), most);
  }

  /** Ends a request that has had its time, unless somebody was faster. */
  public void expire(Overdue overdue) {
    rooms
        .lockIfAny(overdue.room())
        .ifPresent(
            room ->
                requests
                    .find(room.key(), overdue.id())
                    .filter(request -> request.isOverdue(clock.instant()))
                    .ifPresent(request -> expire(room, request)));
  }

  private void expire(Room room, Request request) {
    request.end(Outcome.TIMED_OUT, "", clock.instant());
    changes.ended(Caller.server(room.key().sdkAppId(), request.askerId()), room, request);
  }

  /** Forgets what ended more than a minute ago. */
  public void forget() {
    requests.forgetEndedBefore(clock.instant().minus(REMEMBERED));
  }
}
