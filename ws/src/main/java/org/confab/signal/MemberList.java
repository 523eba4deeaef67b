package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import org.confab.json.Json;
import org.confab.member.MemberInfo;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room as of a {@code seq}, in order of entering. Its first page is written once
 * for all who ask.
 */
final class MemberList {
  private static final int PAGE = 1000;

  final long seq;
  private final List<MemberInfo> members;
  private @Nullable RawValue firstPage;

  MemberList(List<MemberInfo> members, long seq) {
    this.members = members;
    this.seq = seq;
  }

  /** The result of {@code getUserList}: those who entered after the given place. */
  ObjectNode page(long after) {
    List<MemberInfo> rest =
        after == 0 ? members : members.stream().filter(m -> m.entry() > after).toList();
    List<MemberInfo> page = firstOf(rest);
    return result(rest, page, after == 0 ? firstPage(page) : write(page));
  }

  /** The result of {@code getUserListByTag}: those that have the tag. */
  ObjectNode tagged(int tag, long after) {
    List<MemberInfo> rest =
        members.stream().filter(m -> m.entry() > after && m.marks().contains(tag)).toList();
    List<MemberInfo> page = firstOf(rest);
    return result(rest, page, write(page));
  }

  private static List<MemberInfo> firstOf(List<MemberInfo> rest) {
    return rest.size() > PAGE ? rest.subList(0, PAGE) : rest;
  }

  private ObjectNode result(List<MemberInfo> rest, List<MemberInfo> page, RawValue written) {
    long next = rest.size() > PAGE ? page.get(PAGE - 1).entry() : 0;
    ObjectNode result = Json.object();
    result.putRawValue("userList", written);
    return result.put("nextSequence", next).put("seq", seq);
  }

  private RawValue firstPage(List<MemberInfo> page) {
    RawValue written = firstPage;
    if (written == null) {
      written = write(page);
      firstPage = written;
    }
    return written;
  }

  private static RawValue write(List<MemberInfo> page) {
    return new RawValue(Json.write(Views.members(page)));
  }
}
