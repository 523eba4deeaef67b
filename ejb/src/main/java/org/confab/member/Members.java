package org.confab.member;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;

/** Keeps the members. */
@Dependent
class Members {
  @PersistenceContext private EntityManager em;

  /** The user's membership, in whatever room; there is at most one. */
  Optional<Member> of(UserKey user) {
    return em.createQuery(
            "select m from Member m where m.sdkAppId = :app and m.userId = :user", Member.class)
        .setParameter("app", user.sdkAppId())
        .setParameter("user", user.userId())
        .getResultStream()
        .findFirst();
  }

  Optional<Member> find(RoomKey room, String userId) {
    return Optional.ofNullable(
        em.find(Member.class, new MemberPk(room.sdkAppId(), room.roomId(), userId)));
  }

  /** The member; refused when the user is not in the room. */
  Member get(RoomKey room, String userId) {
    return find(room, userId)
        .orElseThrow(() -> new Problem(Refusal.NOT_A_MEMBER, userId + " is not in the room."));
  }

  /** Members that entered after the given place, in order of entering. */
  List<Member> page(RoomKey room, long afterEntry, int count) {
    return em.createQuery(
            "select m from Member m where m.sdkAppId = :app and m.roomId = :room and m.entry > :after order by m.entry",
            Member.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setParameter("after", afterEntry)
        .setMaxResults(count)
        .getResultList();
  }

  /** Everybody in whatever room. */
  List<Member> all() {
    return em.createQuery("select m from Member m", Member.class).getResultList();
  }

  void add(Member member) {
    em.persist(member);
  }

  void remove(Member member) {
    em.remove(member);
  }
}
