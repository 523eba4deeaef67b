package org.confab.chat;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.RoomKey;

/**
 * Keeps the messages. What is the same for all that is sorted is named in the order too: else H2
 * sorts whole rooms instead of following an index.
 */
@Dependent
class Messages {
  private static final String OF_ROOM =
      " from Message m where m.sdkAppId = :app and m.roomId = :room";

  private static final String FIRST_FIRST = " order by m.sdkAppId, m.roomId, m.number";
  private static final String LAST_FIRST =
      " order by m.sdkAppId desc, m.roomId desc, m.number desc";

  @PersistenceContext private EntityManager em;

  /** The number of the last message; 0 when nothing was said yet. */
  long last(RoomKey room) {
    return em.createQuery("select m.number" + OF_ROOM + LAST_FIRST, Long.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }

  /** Keeps a new message at once, so that a number or an id that is taken is noticed here. */
  void add(Message message) {
    em.persist(message);
    em.flush();
  }

  Optional<Message> find(RoomKey room, String userId, String messageId) {
    return of(room, " and m.userId = :user and m.messageId = :id")
        .setParameter("user", userId)
        .setParameter("id", messageId)
        .getResultStream()
        .findFirst();
  }

  /** The messages before a number, the last ones first. */
  List<Message> before(RoomKey room, long number, int count) {
    return of(room, " and m.number < :number" + LAST_FIRST)
        .setParameter("number", number)
        .setMaxResults(count)
        .getResultList();
  }

  /** The messages after a number, in their order. */
  List<Message> after(RoomKey room, long number, int count) {
    return of(room, " and m.number > :number" + FIRST_FIRST)
        .setParameter("number", number)
        .setMaxResults(count)
        .getResultList();
  }

  void removeUpTo(RoomKey room, long number) {
    em.createQuery("delete" + OF_ROOM + " and m.number <= :number")
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId())
        .setParameter("number", number)
        .executeUpdate();
  }

  private TypedQuery<Message> of(RoomKey room, String which) {
    return em.createQuery("select m" + OF_ROOM + which, Message.class)
        .setParameter("app", room.sdkAppId())
        .setParameter("room", room.roomId());
  }
}
