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
import org.confab.otherroom.TieChanges;
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
  @Inject private TieChanges tieChanges;
  @Inject private Requests requests;
  @Inject private RequestChanges changes;
  @Inject private Clock clock;

  /** The rooms of who asks and of who is asked, which may be the same. */
  record Sides(RoomKey asking, RoomKey asked) {}

  /** A request that has had its time. */
  public record Overdue(RoomKey room, String id) {}

  /**
   * Answers a request. Agreeing does what was asked, or is refused for the reason why that cannot
   * be done now; then the request is still open.
   */
  public void answer(Caller caller, String roomId, String id, boolean agree) {
    RoomKey key = caller.room(roomId);
    Rooms.Locked locked = lock(key, id);
    Room room = locked.get(key);
    Request request = requests.find(key, id).orElseThrow(Request::closed);
    request.checkAnswer(caller, members.standing(room, caller));
    Outcome outcome = agree ? Outcome.ACCEPTED : Outcome.REJECTED;
    request.end(outcome, caller.userId(), clock.instant());
    if (agree) {
      carryOut(caller, locked, request);
    }
    changes.ended(caller, locked, request);
  }

  private void carryOut(Caller caller, Rooms.Locked locked, Request request) {
    Room room = locked.get(request.askedRoom());
    String userId = request.subjectId();
    switch (request.action()) {
      case TAKE_SEAT, INVITE_TO_SEAT -> seatChanges.sit(caller, room, userId, request.seatIndex());
      case CONNECT_OTHER_ROOM ->
          tieChanges.connect(caller, locked.get(request.room()), request.askerId(), room, userId);
      case OPEN_CAMERA, APPLY_FOR_CAMERA -> allow(room, userId, Device.CAMERA);
      case OPEN_MICROPHONE, APPLY_FOR_MICROPHONE -> allow(room, userId, Device.MICROPHONE);
      case APPLY_FOR_SCREEN -> allow(room, userId, Device.SCREEN);
    }
  }

  private void allow(Room room, String userId, Device device) {
    seats.rights(room, userId).check(device);
    members.get(room.key(), userId).allow(device);
  }

  /** Takes back what the caller asked. */
  public void cancel(Caller caller, String roomId, String id) {
    RoomKey key = caller.room(roomId);
    Rooms.Locked locked = lock(key, id);
    members.own(locked.get(key), caller);
    Request request = requests.find(key, id).orElseThrow(Request::closed);
    request.checkCancel(caller);
    request.end(Outcome.CANCELLED, caller.userId(), clock.instant());
    changes.ended(caller, locked, request);
  }

  /** Most requests live in one room, those about two rooms in both. */
  private Rooms.Locked lock(RoomKey key, String id) {
    Sides sides = requests.sides(key, id).orElse(new Sides(key, key));
    return rooms.lockBoth(sides.asking(), sides.asked());
  }

  /** Requests that wait for {@link #expire}. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Overdue> overdue(int most) {
    return requests.overdue(clock.instant(), most);
  }

  /** Requests about two rooms that wait for {@link #expire}, since a host is gone. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Overdue> deserted(int most) {
    return requests.deserted(most);
  }

  /**
   * Ends a request that has had its time, or one about two rooms of which a host is gone, unless
   * somebody was faster.
   */
  public void expire(Overdue overdue) {
    Rooms.Locked locked = lock(overdue.room(), overdue.id());
    requests
        .find(overdue.room(), overdue.id())
        .filter(Request::isOpen)
        .ifPresent(request -> expire(locked, request));
  }

  private void expire(Rooms.Locked locked, Request request) {
    if (request.isOverdue(clock.instant())) {
      expire(locked, request, Outcome.TIMED_OUT, "");
    } else if (request.isAboutOtherRoom()) {
      if (!tieChanges.isHosted(locked.find(request.room()), request.askerId())) {
        expire(locked, request, Outcome.CANCELLED, request.askerId());
      } else if (!tieChanges.isHosted(locked.find(request.askedRoom()), request.subjectId())) {
        expire(locked, request, Outcome.ASKED_LEFT, request.subjectId());
      }
    }
  }

  private void expire(Rooms.Locked locked, Request request, Outcome how, String by) {
    request.end(how, by, clock.instant());
    changes.ended(Caller.server(request.room().sdkAppId(), request.askerId()), locked, request);
  }

  /** Tells the room of the one who was asked that the request is gone with the asker's room. */
  public void tellGone(RequestInfo request) {
    rooms
        .lockIfAny(request.askedRoom())
        .ifPresent(
            room ->
                changes.ended(
                    Caller.server(room.key().sdkAppId(), request.askerId()), room, request));
  }

  /** Forgets what ended more than a minute ago. */
  public void forget() {
    requests.forgetEndedBefore(clock.instant().minus(REMEMBERED));
  }
}
