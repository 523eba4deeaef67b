package org.confab.otherroom;

import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;

/** What a room learns of the one it is connected with. Of one thing both rooms learn. */
public sealed interface OtherRoomEvent extends DomainEvent {

  /**
   * The room is connected; or it is so for longer, and something about the other host changed.
   *
   * @param host of the other room, and in it
   */
  record OtherRoomConnected(Caller caller, RoomKey room, MemberInfo host, long seq, Instant at)
      implements OtherRoomEvent {}

  /** The room is connected no more. */
  record OtherRoomDisconnected(Caller caller, RoomKey room, RoomKey other, long seq, Instant at)
      implements OtherRoomEvent {}
}
