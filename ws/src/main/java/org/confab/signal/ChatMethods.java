package org.confab.signal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.confab.chat.Chatting;
import org.confab.chat.Content;
import org.confab.chat.MessageInfo;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.member.Moderation;

/** What is said in writing, and who may. */
@ApplicationScoped
class ChatMethods {
  @EJB private Chatting chatting;
  @EJB private Moderation moderation;

  void sendTextMessage(Call call) {
    send(call, Content.text(call.fields().text("messageText")));
  }

  void sendCustomMessage(Call call) {
    Fields fields = call.fields();
    send(
        call,
        Content.custom(
            fields.text("messageText"),
            Objects.requireNonNullElse(fields.textOrNull("description"), ""),
            Objects.requireNonNullElse(fields.textOrNull("extension"), "")));
  }

  private void send(Call call, Content content) {
    String given = call.fields().textOrNull("messageId");
    String messageId = given == null ? UUID.randomUUID().toString() : given;
    MessageInfo sent = chatting.send(call.caller(), call.room().roomId(), messageId, content);
    ObjectNode result = Json.object();
    result.set("message", Views.message(sent));
    call.answer(result);
  }

  void getMessageList(Call call) {
    Fields fields = call.fields();
    Chatting.Page page =
        chatting.history(
            call.caller(),
            call.room().roomId(),
            fields.longOrNull("before"),
            fields.longOrNull("after"),
            fields.numberOrNull("count"));
    ObjectNode result = Json.object();
    ArrayNode list = result.putArray("messageList");
    page.messages().forEach(message -> list.add(Views.message(message)));
    call.answer(result.put("isCompleted", page.complete()));
  }

  void disableSendingMessageForAllUser(Call call) {
    moderation.muteAll(call.caller(), call.room().roomId(), call.fields().flag("isDisable"));
    call.answer();
  }

  void disableSendingMessageByAdmin(Call call) {
    Fields fields = call.fields();
    moderation.mute(
        call.caller(), call.room().roomId(), fields.text("userId"), fields.flag("isDisable"));
    call.answer();
  }
}
