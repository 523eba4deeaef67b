package org.confab.signal;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.confab.json.Fields;
import org.confab.member.Marking;
import org.confab.member.MemberMarks;

/** Tags of members, which the server REST API calls marks (spec 18535–18577). */
@ApplicationScoped
class TagMethods {
  private static final int USERS_AT_ONCE = 100;

  @EJB private Marking marking;
  @Inject private RoomFeeds feeds;

  void addCategoryTagForUsers(Call call) {
    marking.set(call.caller(), call.room().roomId(), tagged(call.fields()));
    call.answer();
  }

  void removeCategoryTagForUsers(Call call) {
    marking.delete(call.caller(), call.room().roomId(), tagged(call.fields()));
    call.answer();
  }

  private static List<MemberMarks> tagged(Fields fields) {
    List<Integer> tag = List.of(fields.number("tag"));
    return fields.texts("userList", USERS_AT_ONCE).stream()
        .map(userId -> new MemberMarks(userId, tag))
        .toList();
  }

  void getUserListByTag(Call call) {
    Fields fields = call.fields();
    int tag = fields.number("tag");
    Long after = fields.longOrNull("nextSequence");
    feeds.with(
        call.room(),
        feed -> call.answer(feed.members().tagged(tag, after == null ? 0 : after)),
        call::refuse);
  }
}
