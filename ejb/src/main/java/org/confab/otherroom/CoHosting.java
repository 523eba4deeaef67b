package org.confab.otherroom;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.kernel.RoomKey;
import org.confab.member.Member;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** What two hosts have together once their rooms are connected, and its end (spec 5502). */
@Stateless
public class CoHosting {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Ties ties;
  @Inject private TieChanges changes;

  /**
   * Disconnects the caller's room, which its owner may; nothing happens when it is not connected.
   */
  public void disconnect(Caller caller, String roomId) {
    RoomKey key = caller.room(roomId);
    Rooms.Locked locked = lock(key);
    members.standing(locked.get(key), caller).checkOwner();
    changes.disconnect(caller, locked);
  }

  /** The host of the room that a room is connected with, if it is. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<MemberInfo> otherHost(RoomKey room) {
    return ties.other(room).flatMap(ties::find).flatMap(this::host);
  }

  private Optional<MemberInfo> host(Tie tie) {
    return members
        .find(tie.room(), tie.hostId())
        .map((Member host) -> host.info(rooms.find(tie.room())));
  }

  /** Tells the room that this one is connected with, if it is, how this one's host is now. */
  public void tellOther(RoomKey key) {
    if (ties.other(key).isEmpty()) {
      return;
    }
    Rooms.Locked locked = lock(key);
    Optional<Tie> tie = ties.find(key);
    Optional<Room> room = locked.find(key);
    if (tie.isPresent() && room.isPresent()) {
      String hostId = tie.get().hostId();
      Caller host = Caller.server(key.sdkAppId(), hostId);
      locked
          .find(tie.get().other())
          .ifPresent(other -> changes.connected(host, other, room.get(), hostId));
    }
  }

  /** Rooms that wait for {@link #part}. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RoomKey> deserted(int most) {
    return ties.deserted(most);
  }

  /** Disconnects a room whose host is gone, unless it is back. */
  public void part(RoomKey key) {
    Rooms.Locked locked = lock(key);
    ties.find(key)
        .filter(tie -> !changes.isHosted(locked.find(key), tie.hostId()))
        .ifPresent(tie -> changes.disconnect(Caller.server(key.sdkAppId(), tie.hostId()), locked));
  }

  private Rooms.Locked lock(RoomKey key) {
    return rooms.lockBoth(key, ties.other(key).orElse(key));
  }
}
