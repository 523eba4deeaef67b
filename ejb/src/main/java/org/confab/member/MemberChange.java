package org.confab.member;

import org.jspecify.annotations.Nullable;

/**
 * What changes about a member; what is null stays as it is (spec 20840–20850).
 *
 * @param nameCard at most 32 bytes
 * @param role an admin or a member; owners follow one another by {@link Moderation#handOver}
 * @param customInfo at most 60 bytes
 */
public record MemberChange(
    String userId, @Nullable String nameCard, @Nullable Role role, @Nullable String customInfo) {}
