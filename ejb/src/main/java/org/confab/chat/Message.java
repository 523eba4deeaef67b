package org.confab.chat;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.room.RoomInfo;

/**
 * Something said in a room. It never changes, and is there until the room is gone or too much was
 * said after it.
 *
 * <p>Not cached: the database removes messages with their room.
 */
@Entity
@Cacheable(false)
@IdClass(MessagePk.class)
class Message {
  private static final int ID_CHARACTERS = 64;

  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Id private long number;

  @Column(name = "user_id")
  private String userId = "";

  @Column(name = "message_id")
  private String messageId = "";

  @Column(name = "user_name")
  private String userName = "";

  @Column(name = "name_card")
  private String nameCard = "";

  @Column(name = "avatar_url")
  private String avatarUrl = "";

  private boolean custom;
  private String body = "";
  private String description = "";
  private String extension = "";

  @Column(name = "sent_at")
  private long sentAt;

  protected Message() {}

  /**
   * A new message, if the sender may say something. Switching it off for everybody leaves the owner
   * and admins their say (spec 11644).
   */
  static Message write(
      RoomInfo room,
      MemberInfo sender,
      String messageId,
      Content content,
      long number,
      Instant now) {
    if (sender.messageDisabled()) {
      throw new Problem(Refusal.MESSAGES_OFF_FOR_MEMBER, "You may not send messages here.");
    }
    if (room.messageDisabled() && sender.role() == Role.MEMBER) {
      throw new Problem(Refusal.MESSAGES_OFF, "Messages are switched off for everybody.");
    }
    Message message = new Message();
    message.sdkAppId = room.key().sdkAppId();
    message.roomId = room.key().roomId();
    message.number = number;
    message.userId = sender.userId();
    message.messageId = messageId;
    message.userName = sender.userName();
    message.nameCard = sender.nameCard();
    message.avatarUrl = sender.avatarUrl();
    message.custom = content.custom();
    message.body = content.body();
    message.description = content.description();
    message.extension = content.extension();
    message.sentAt = now.toEpochMilli();
    return message;
  }

  static void checkId(String messageId) {
    boolean printable = messageId.chars().allMatch(c -> c > 0x20 && c <= 0x7e);
    if (messageId.isEmpty() || !printable || messageId.length() > ID_CHARACTERS) {
      throw Limits.invalid(
          "messageId must be 1 to " + ID_CHARACTERS + " printable ASCII characters, no spaces.");
    }
  }

  MessageInfo info() {
    return new MessageInfo(
        new RoomKey(sdkAppId, roomId),
        number,
        messageId,
        userId,
        userName,
        nameCard,
        avatarUrl,
        new Content(custom, body, description, extension),
        Instant.ofEpochMilli(sentAt));
  }
}
