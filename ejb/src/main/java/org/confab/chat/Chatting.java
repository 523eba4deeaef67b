package org.confab.chat;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.confab.member.Members;
import org.confab.room.Room;
import org.confab.room.RoomInfo;
import org.confab.room.Rooms;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Saying something in a room, and reading what was said (spec 4114–4305). */
@Stateless
public class Chatting {
  private static final int ATTEMPTS = 10;
  private static final int USUAL_PAGE = 20;
  private static final int LONGEST_PAGE = 100;
  private static final int BETWEEN_CLEARINGS = 100;

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Messages messages;
  @Inject private Turns turns;
  @Inject private Clock clock;
  @Inject private Event<MessageSent> events;
  @EJB private Chatting self;

  /** How many messages of a room are kept. */
  @Inject
  @ConfigProperty(name = "CONFAB_CHAT_KEPT", defaultValue = "10000")
  private int kept;

  /**
   * Some messages in their order.
   *
   * @param complete whether there are no more in the direction that was asked for
   */
  public record Page(List<MessageInfo> messages, boolean complete) {}

  /**
   * Says something, in the place after all that was said in the room before. Sent again with the
   * same id it is not said again: the answer is what it was.
   *
   * @param messageId made by the sender, 1 to 64 printable ASCII characters
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public MessageInfo send(Caller caller, String roomId, String messageId, Content content) {
    Message.checkId(messageId);
    content.check();
    RoomKey room = caller.room(roomId);
    return turns.take(room, () -> append(caller, room, messageId, content, ATTEMPTS));
  }

  /**
   * Somebody on another node may be quicker; then the next number is tried. What was said before
   * stays said, whatever would refuse it now.
   */
  private MessageInfo append(
      Caller caller, RoomKey room, String messageId, Content content, int attempts) {
    try {
      return numbered(caller, room, messageId, content);
    } catch (Problem refused) {
      return self.sentBefore(caller, room, messageId).orElseThrow(() -> refused);
    } catch (NumberTaken taken) {
      Optional<MessageInfo> before = self.sentBefore(caller, room, messageId);
      if (before.isPresent() || attempts == 1) {
        return before.orElseThrow(() -> taken);
      }
      return append(caller, room, messageId, content, attempts - 1);
    }
  }

  private MessageInfo numbered(Caller caller, RoomKey room, String messageId, Content content) {
    try {
      return self.append(caller, room, messageId, content);
    } catch (RuntimeException notSaid) {
      turns.forget(room);
      throw notSaid;
    }
  }

  /** One attempt at {@link #send}. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public MessageInfo append(Caller caller, RoomKey key, String messageId, Content content) {
    Room room = rooms.find(key);
    MemberInfo sender = members.own(room, caller).info(room);
    Instant now = clock.instant();
    RoomInfo info = room.info(now);
    long number = turns.next(info, () -> messages.last(key));
    Message message = Message.write(info, sender, messageId, content, number, now);
    try {
      messages.add(message);
    } catch (PersistenceException refused) {
      throw new NumberTaken(refused);
    }
    if (number % BETWEEN_CLEARINGS == 0) {
      messages.removeUpTo(key, number - kept);
    }
    events.fire(new MessageSent(message.info()));
    return message.info();
  }

  /** What the caller sent under this id, if anything. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<MessageInfo> sentBefore(Caller caller, RoomKey room, String messageId) {
    return messages.find(room, caller.userId(), messageId).map(Message::info);
  }

  /**
   * What was said in the room the caller is in, also before it entered.
   *
   * @param before gives the last ones before this number; null is after all
   * @param after gives the first ones after this number instead
   * @param count 1 to 100, usually 20
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page history(
      Caller caller,
      String roomId,
      @Nullable Long before,
      @Nullable Long after,
      @Nullable Integer count) {
    if (before != null && after != null) {
      throw Limits.invalid("Of before and after only one may be given.");
    }
    int most = Limits.number("count", count, USUAL_PAGE, 1, LONGEST_PAGE);
    Room room = rooms.find(caller.room(roomId));
    members.own(room, caller);
    if (after != null) {
      return page(messages.after(room.key(), after, most + 1), most, false);
    }
    long end = before == null ? Long.MAX_VALUE : before;
    return page(messages.before(room.key(), end, most + 1), most, true);
  }

  private static Page page(List<Message> found, int most, boolean backwards) {
    List<MessageInfo> page =
        new ArrayList<>(found.stream().limit(most).map(Message::info).toList());
    if (backwards) {
      Collections.reverse(page);
    }
    return new Page(List.copyOf(page), found.size() <= most);
  }
}
