package org.confab.member;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.room.Device;
import org.confab.room.Room;

/** Keeps the members. */
@Dependent
public class Members {
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

  /** The same before anything is locked: what is found later in the transaction is read anew. */
  Optional<Member> glimpse(UserKey user) {
    Optional<Member> member = of(user);
    member.ifPresent(em::detach);
    return member;
  }

  /** The member, if the user is in the room. */
  public Optional<Member> find(RoomKey room, String userId) {
    return Optional.ofNullable(em.find(Member.class, new RoomUserPk(room, userId)));
  }

  /** The member; refused when the user is not in the room. */
  public Member get(RoomKey room, String userId) {
    return find(room, userId)
        .orElseThrow(() -> new Problem(Refusal.NOT_A_MEMBER, userId + " is not in the room."));
  }

  /** Whether the user owns the room, or is in it as one who decides about others. */
  public boolean isModerator(Room room, String userId) {
    return room.isOwner(userId)
        || find(room.key(), userId).map(member -> member.role(false) == Role.ADMIN).orElse(false);
  }

  /** What the caller may do in the room; refused when it is neither above it nor in it. */
  public Standing standing(Room room, Caller caller) {
    if (caller.administrator() || room.isOwner(caller.userId())) {
      return Standing.of(caller, Role.OWNER);
    }
    return Standing.of(caller, own(room, caller).role(false));
  }

  /** The caller's own membership; refused when it is not in the room. */
  public Member own(Room room, Caller caller) {
    return find(room.key(), caller.userId())
        .orElseThrow(() -> new Problem(Refusal.NOT_IN_A_ROOM, "You are not in this room."));
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

  /** Members of the room as others see them, by their ids; users who are not in it are left out. */
  public Map<String, MemberInfo> infos(Room room, Collection<String> userIds) {
    if (userIds.isEmpty()) {
      return Map.of();
    }
    return em.createQuery(
            "select m from Member m where m.sdkAppId = :app and m.roomId = :room"
                + " and m.userId in :users",
            Member.class)
        .setParameter("app", room.key().sdkAppId())
        .setParameter("room", room.key().roomId())
        .setParameter("users", userIds)
        .getResultStream()
        .collect(Collectors.toMap(Member::userId, member -> member.info(room)));
  }

  /** The marks that members of the room have, as they stand together. */
  List<Marks> marks(RoomKey room) {
    return em.createQuery(
            "select distinct m.marks from Member m where m.sdkAppId = :app and m.roomId = :room"
                + " and m.marks <> ''",
            String.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .getResultStream()
        .map(Marks::parse)
        .toList();
  }

  /** Everybody in whatever room. */
  List<Member> all() {
    return em.createQuery("select m from Member m", Member.class).getResultList();
  }

  /** Members that send from a device, whatever their role. */
  public List<Member> sending(RoomKey room, Device device) {
    String sends =
        switch (device) {
          case MICROPHONE -> "audio";
          case CAMERA -> "video";
          case SCREEN -> "screen";
        };
    return em.createQuery(
            "select m from Member m where m.sdkAppId = :app and m.roomId = :room and m."
                + sends
                + " = true order by m.entry",
            Member.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .getResultList();
  }

  /** Takes from everybody what they were allowed besides. */
  public void disallow(RoomKey room, Device device) {
    String allowed =
        switch (device) {
          case MICROPHONE -> "microphoneAllowed";
          case CAMERA -> "cameraAllowed";
          case SCREEN -> "screenAllowed";
        };
    em.createQuery(
            "update Member m set m."
                + allowed
                + " = false where m.sdkAppId = :app and m.roomId = :room")
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .executeUpdate();
  }

  void add(Member member) {
    em.persist(member);
  }

  void remove(Member member) {
    em.remove(member);
  }
}
