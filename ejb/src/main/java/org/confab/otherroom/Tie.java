package org.confab.otherroom;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomInfo;
import org.confab.room.RoomPk;
import org.confab.room.RoomType;

/**
 * That a room is connected with another one; the other one has its own. Both begin when the other
 * host agrees, and end together: when one of the hosts wants it, and when one of them is not in its
 * room any more, or does not own it.
 */
@Entity
@Cacheable(false)
@IdClass(RoomPk.class)
class Tie {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Column(name = "host_id")
  private String hostId = "";

  @Column(name = "other_room_id")
  private String otherRoomId = "";

  protected Tie() {}

  /**
   * @param hostId who owns the room and is in it
   */
  Tie(RoomKey room, String hostId, RoomKey other) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.hostId = hostId;
    this.otherRoomId = other.roomId();
  }

  /** Refuses rooms that cannot be connected, whoever is in them. */
  static void checkRooms(RoomInfo own, RoomInfo other) {
    if (own.key().equals(other.key())) {
      throw Limits.invalid("roomId is the room that you are in.");
    }
    if (own.type() != RoomType.LIVE || other.type() != RoomType.LIVE) {
      throw new Problem(
          Refusal.NOT_IN_THIS_ROOM_TYPE, "Only live rooms are connected with each other.");
    }
  }

  /** Refuses who is not the host of the other room. */
  static void checkHost(RoomInfo room, String userId) {
    if (!room.ownerId().equals(userId)) {
      throw Limits.invalid("userId is not the host of the room " + room.key().roomId() + ".");
    }
  }

  /** A room that is connected is not connected again. */
  Problem inTheWay() {
    return new Problem(
        Refusal.REQUEST_IN_CONFLICT, "The room " + roomId + " is connected with another already.");
  }

  RoomKey room() {
    return new RoomKey(sdkAppId, roomId);
  }

  String hostId() {
    return hostId;
  }

  RoomKey other() {
    return new RoomKey(sdkAppId, otherRoomId);
  }
}
