package org.confab.member;

import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;

/** What happens to the members of a room. */
public sealed interface MemberEvent extends DomainEvent {
  MemberInfo member();

  @Override
  default RoomKey room() {
    return member().room();
  }

  /** A member entered; {@code memberCount} counts it. */
  record MemberEntered(Caller caller, MemberInfo member, int memberCount, long seq, Instant at)
      implements MemberEvent {}

  /**
   * A member is out; {@code memberCount} no longer counts it.
   *
   * @param reason the words given with a kick, else {@code ""}
   */
  record MemberLeft(
      Caller caller,
      MemberInfo member,
      LeaveCause cause,
      String reason,
      int memberCount,
      long seq,
      Instant at)
      implements MemberEvent {}

  /** A member's name, avatar, card, role, right to send messages, custom info or marks changed. */
  record MemberChanged(Caller caller, MemberInfo before, MemberInfo member, long seq, Instant at)
      implements MemberEvent {}

  /**
   * What a member sends changed: {@code before} and {@code member} differ in audio, video or
   * screen.
   */
  record StreamsChanged(Caller caller, MemberInfo before, MemberInfo member, long seq, Instant at)
      implements MemberEvent {}
}
