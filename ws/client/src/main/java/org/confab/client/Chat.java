package org.confab.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Messages of the room that one is in. */
public final class Chat {
  private final ConfabClient client;

  Chat(ConfabClient client) {
    this.client = client;
  }

  /** Says something; what has been answered is kept. */
  public Message say(String text) {
    return say(UUID.randomUUID().toString(), text);
  }

  /**
   * Says something once, however often it is sent.
   *
   * @param messageId made by the caller, 1 to 64 printable ASCII characters without spaces
   */
  public Message say(String messageId, String text) {
    return send(
        "sendTextMessage",
        ConfabClient.params().put("messageId", messageId).put("messageText", text));
  }

  /**
   * Sends data to the applications of the others.
   *
   * @param description of the data, or {@code ""}
   */
  public Message sendData(String data, String description) {
    return send(
        "sendCustomMessage",
        ConfabClient.params()
            .put("messageId", UUID.randomUUID().toString())
            .put("messageText", data)
            .put("description", description));
  }

  private Message send(String method, ObjectNode params) {
    return Message.of(client.result(method, params).path("message"));
  }

  /** The latest messages. */
  public MessagePage latest(int count) {
    return page(ConfabClient.params().put("count", count));
  }

  /** The last messages before one. */
  public MessagePage before(long number, int count) {
    return page(ConfabClient.params().put("before", number).put("count", count));
  }

  /** The first messages after one. */
  public MessagePage after(long number, int count) {
    return page(ConfabClient.params().put("after", number).put("count", count));
  }

  private MessagePage page(ObjectNode params) {
    return MessagePage.of(client.result("getMessageList", params));
  }

  /** Switches messages off, or on, for all but the owner and admins. */
  public void muteAll(boolean mute) {
    client.result("disableSendingMessageForAllUser", ConfabClient.params().put("isDisable", mute));
  }

  /** Switches messages off, or on, for a member. */
  public void mute(String userId, boolean mute) {
    client.result(
        "disableSendingMessageByAdmin",
        ConfabClient.params().put("userId", userId).put("isDisable", mute));
  }
}
