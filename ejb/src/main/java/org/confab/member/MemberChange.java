package org.confab.member;

import org.confab.kernel.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a member, within the limits of the specification; what is null stays as it is
 * (spec 20840–20850).
 *
 * @param nameCard at most 32 bytes
 * @param role an admin or a member; owners follow one another by {@link Moderation#handOver}
 * @param customInfo at most 60 bytes
 */
public record MemberChange(
    String userId, @Nullable String nameCard, @Nullable Role role, @Nullable String customInfo) {
  private static final int NAME_CARD_BYTES = 32;
  private static final int CUSTOM_INFO_BYTES = 60;

  public MemberChange {
    Limits.userId("Member_Account", userId);
    Limits.text("NameCard", nameCard, "", NAME_CARD_BYTES);
    Limits.text("CustomInfo", customInfo, "", CUSTOM_INFO_BYTES);
  }
}
