package org.confab.media;

import org.confab.member.MemberInfo;
import org.confab.seat.SeatRights;

/**
 * What a member sends, as the room knows it.
 *
 * @param screenSound whether the screen may carry sound; whether it does is not kept
 */
public record Sending(boolean audio, boolean video, boolean screen, boolean screenSound) {
  static Sending of(MemberInfo member, SeatRights rights) {
    return new Sending(
        member.audio(), member.video(), member.screen(), member.screen() && rights.audio());
  }
}
