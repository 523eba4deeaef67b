package org.confab.member;

import java.util.List;

/**
 * Marks for a member, or to be taken from it.
 *
 * @param marks numbers from 1,000 on; up to 3 are set at once
 */
public record MemberMarks(String userId, List<Integer> marks) {}
