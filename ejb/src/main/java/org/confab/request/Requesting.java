package org.confab.request;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.Member;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.member.Standing;
import org.confab.otherroom.TieChanges;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.Rooms;
import org.confab.seat.SeatChanges;
import org.confab.seat.Seating;
import org.confab.seat.Seats;

/**
 * Asking for seats and devices (spec 11340–11520 and 11770–11966), and for another room. Who needs
 * nobody's answer has at once what it asks for. About one matter of one member, its seat or one of
 * its devices, one request is open at a time: who asks the same again is refused (-2312), whoever
 * asks otherwise too (-2313).
 */
@Stateless
public class Requesting {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Seats seats;
  @Inject private SeatChanges seatChanges;
  @Inject private TieChanges tieChanges;
  @Inject private Requests requests;
  @Inject private RequestChanges changes;
  @Inject private Clock clock;

  /** The open applications for seats as of a {@code seq}, in the order of asking. */
  public record Applications(List<RequestInfo> requests, long seq) {}

  /**
   * Sits down, or asks the moderators for it where seats are applied for (spec 11777).
   *
   * @param index or {@link Seating#ANY}
   * @param timeout seconds, 0 for none
   * @return the request; none when it sits
   */
  public Optional<RequestInfo> takeSeat(Caller caller, String roomId, int index, int timeout) {
    Room room = rooms.lock(caller.room(roomId));
    String userId = members.own(room, caller).userId();
    if (!seats.areAppliedFor(room, members.standing(room, caller))) {
      seatChanges.sit(caller, room, userId, index);
      return Optional.empty();
    }
    seatChanges.checkSitting(room, userId, index);
    return Optional.of(ask(caller, room, Action.TAKE_SEAT, userId, index, timeout));
  }

  /**
   * Asks a member to sit down; whatever the seat mode, then it does not apply besides.
   *
   * @param index or {@link Seating#ANY}
   * @param timeout seconds, 0 for none
   */
  public RequestInfo inviteToSeat(
      Caller caller, String roomId, String userId, int index, int timeout) {
    Room room = rooms.lock(caller.room(roomId));
    asked(caller, room, userId);
    seatChanges.checkSitting(room, userId, index);
    return ask(caller, room, Action.INVITE_TO_SEAT, userId, index, timeout);
  }

  /**
   * Has a member sit down without asking it; not one who has applied, whose application is to be
   * answered (100202).
   *
   * @param caller the application
   * @param index or {@link Seating#ANY}
   */
  public void giveSeat(Caller caller, String roomId, String userId, int index) {
    Limits.userId("Member_Account", userId);
    Room room = rooms.lock(caller.room(roomId));
    seats.check(room);
    members.standing(room, caller).checkModerator();
    members.get(room.key(), userId);
    seatChanges.checkSitting(room, userId, index);
    boolean applied =
        requests.about(room.key(), Action.SEAT, List.of(userId)).stream()
            .anyMatch(request -> request.action().isApplication());
    if (applied) {
      throw new Problem(Refusal.SEAT_APPLIED_FOR, userId + " has applied for a seat already.");
    }
    seatChanges.sit(caller, room, userId, index);
  }

  /**
   * Asks a member to open its camera or microphone. If it agrees it may, also where that is
   * switched off for everybody.
   *
   * @param timeout seconds, 0 for none
   */
  public RequestInfo openDevice(
      Caller caller, String roomId, String userId, Device device, int timeout) {
    Room room = rooms.lock(caller.room(roomId));
    Action action = Action.toOpen(device);
    MemberInfo member = asked(caller, room, userId);
    seats.rights(room, userId).check(device);
    checkClosed(member, device);
    return ask(caller, room, action, userId, Seating.ANY, timeout);
  }

  /**
   * Asks the moderators to be allowed to open a device that is switched off for everybody.
   *
   * @param timeout seconds, 0 for none
   * @return the request; none when the caller decides by itself
   */
  public Optional<RequestInfo> applyForDevice(
      Caller caller, String roomId, Device device, int timeout) {
    Room room = rooms.lock(caller.room(roomId));
    Member member = members.own(room, caller);
    seats.rights(room, member.userId()).check(device);
    if (members.standing(room, caller).isModerator()) {
      return Optional.empty();
    }
    checkClosed(member.info(room), device);
    return Optional.of(
        ask(caller, room, Action.toBeAllowed(device), member.userId(), Seating.ANY, timeout));
  }

  /**
   * Asks the host of another live room that both rooms be connected, so that each host is seen and
   * heard in both (spec 5459–5500, 18202). One request of this kind is open at a time for a room,
   * whichever of both is asked; and a room is connected with one other.
   *
   * @param roomId the caller's own, which it owns
   * @param otherRoomId of the one who is asked
   * @param userId who is asked: the other room's owner, who is in it
   * @param timeout seconds, 0 for none
   */
  public RequestInfo connectOtherRoom(
      Caller caller, String roomId, String otherRoomId, String userId, int timeout) {
    RoomKey key = caller.room(roomId);
    RoomKey otherKey = caller.room(otherRoomId);
    Limits.userId("userId", userId);
    Rooms.Locked locked = rooms.lockBoth(key, otherKey);
    Room room = locked.get(key);
    members.standing(room, caller).checkOwner();
    Room other = locked.get(otherKey);
    tieChanges.check(room, caller.userId(), other, userId);
    Stream.of(key, otherKey)
        .flatMap(side -> requests.aboutOtherRoom(side).stream())
        .findFirst()
        .ifPresent(
            open -> {
              throw open.inTheWayOf(Action.CONNECT_OTHER_ROOM, caller.userId());
            });
    return keep(
        caller,
        other,
        request(caller, room, Action.CONNECT_OTHER_ROOM, userId, Seating.ANY, timeout)
            .toOtherRoom(otherKey));
  }

  /** The open applications for seats: all of them for those who decide, for others their own. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Applications seatApplications(Caller caller, String roomId) {
    Room room = rooms.find(caller.room(roomId));
    long seq = room.info(clock.instant()).seq();
    boolean all = members.standing(room, caller).isModerator();
    List<RequestInfo> infos =
        requests.seatApplications(room.key()).stream()
            .filter(request -> all || request.askerId().equals(caller.userId()))
            .map(changes::info)
            .toList();
    return new Applications(infos, seq);
  }

  /** All requests of a room, those that ended a moment ago too, for who tells them to clients. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RequestInfo> remembered(RoomKey key) {
    var unused = rooms.find(key);
    return requests.all(key).stream().map(changes::info).toList();
  }

  /**
   * Who is asked by a moderator: somebody else in the room, below it (spec 3845: ordinary members).
   */
  private MemberInfo asked(Caller caller, Room room, String userId) {
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    if (userId.equals(caller.userId())) {
      throw Limits.invalid("userId is your own: nobody is to be asked.");
    }
    MemberInfo member = members.get(room.key(), userId).info(room);
    standing.checkAsking(userId, member.role());
    return member;
  }

  private static void checkClosed(MemberInfo member, Device device) {
    boolean open =
        switch (device) {
          case MICROPHONE -> member.audio();
          case CAMERA -> member.video();
          case SCREEN -> member.screen();
        };
    if (open) {
      throw new Problem(Refusal.DEVICE_OPEN, "It is open already.");
    }
  }

  private RequestInfo ask(
      Caller caller, Room room, Action action, String subjectId, int seatIndex, int timeout) {
    String asker = caller.userId();
    requests.about(room.key(), action.matter(), List.of(subjectId)).stream()
        .findFirst()
        .ifPresent(
            open -> {
              throw open.inTheWayOf(action, asker);
            });
    return keep(caller, room, request(caller, room, action, subjectId, seatIndex, timeout));
  }

  private Request request(
      Caller caller, Room room, Action action, String subjectId, int seatIndex, int timeout) {
    return new Request(
        UUID.randomUUID().toString(),
        room.key(),
        action,
        caller.userId(),
        subjectId,
        seatIndex,
        timeout,
        clock.instant());
  }

  /**
   * @param room of the one who is asked
   */
  private RequestInfo keep(Caller caller, Room room, Request request) {
    requests.add(request);
    return changes.opened(caller, room, request);
  }
}
