package org.confab.member;

import java.util.List;
import org.confab.kernel.Limits;

/**
 * Marks for a member, or to be taken from it.
 *
 * @param marks numbers from 1,000 on; up to 3 are set at once
 */
public record MemberMarks(String userId, List<Integer> marks) {
  public MemberMarks {
    Limits.userId("Member_Account", userId);
  }
}
