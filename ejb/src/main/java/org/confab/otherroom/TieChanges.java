package org.confab.otherroom;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.member.Members;
import org.confab.otherroom.OtherRoomEvent.OtherRoomConnected;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Connects and disconnects rooms, and announces it in both. */
@Dependent
public class TieChanges {
  @Inject private Members members;
  @Inject private Ties ties;
  @Inject private Clock clock;
  @Inject private Event<OtherRoomEvent> events;

  /**
   * Refuses what {@link #connect} would.
   *
   * @param own of the host that acts or asks
   */
  public void check(Room own, String hostId, Room other, String otherHostId) {
    Tie.checkRooms(own.info(clock.instant()), other.info(clock.instant()));
    check(own, hostId);
    check(other, otherHostId);
  }

  private void check(Room room, String hostId) {
    Tie.checkHost(room.info(clock.instant()), hostId);
    var unused = members.get(room.key(), hostId);
    ties.find(room.key())
        .ifPresent(
            tie -> {
              throw tie.inTheWay();
            });
  }

  /** Whether the room is there, and the user owns it and is in it. */
  public boolean isHosted(Optional<Room> room, String userId) {
    return room.filter(there -> there.isOwner(userId))
        .flatMap(there -> members.find(there.key(), userId))
        .isPresent();
  }

  /**
   * Connects two rooms whose hosts agree.
   *
   * @param one locked, as is the other
   */
  public void connect(Caller caller, Room one, String hostId, Room other, String otherHostId) {
    check(one, hostId, other, otherHostId);
    ties.add(new Tie(one.key(), hostId, other.key()), new Tie(other.key(), otherHostId, one.key()));
    connected(caller, one, other, otherHostId);
    connected(caller, other, one, hostId);
  }

  /**
   * Tells a room how the host of the other one is.
   *
   * @param told locked
   */
  void connected(Caller caller, Room told, Room hosted, String hostId) {
    members
        .find(hosted.key(), hostId)
        .ifPresent(
            host ->
                events.fire(
                    new OtherRoomConnected(
                        caller, told.key(), host.info(hosted), told.nextSeq(), clock.instant())));
  }

  /**
   * Disconnects two rooms; nothing happens where there is no tie.
   *
   * @param rooms both, as far as they are still there
   */
  void disconnect(Caller caller, Rooms.Locked rooms) {
    rooms.keys().forEach(key -> ties.find(key).ifPresent(tie -> end(caller, rooms, tie)));
  }

  private void end(Caller caller, Rooms.Locked rooms, Tie tie) {
    ties.remove(tie);
    rooms
        .find(tie.room())
        .ifPresent(
            room ->
                events.fire(
                    new OtherRoomDisconnected(
                        caller, room.key(), tie.other(), room.nextSeq(), clock.instant())));
  }
}
