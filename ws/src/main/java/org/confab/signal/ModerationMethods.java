package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Limits;
import org.confab.media.Closing;
import org.confab.member.MemberChange;
import org.confab.member.Moderation;
import org.confab.member.Role;

/** What the owner and admins decide about the room and its members. */
@ApplicationScoped
class ModerationMethods {
  @EJB private Moderation moderation;
  @EJB private Closing closing;

  void updateRoomNameByAdmin(Call call) {
    String name = RoomMethods.checkedName(call.fields().text("roomName"));
    moderation.rename(call.caller(), call.roomNamed().roomId(), Objects.requireNonNull(name));
    call.answer();
  }

  void updateRoomPasswordByAdmin(Call call) {
    moderation.protect(call.caller(), call.room().roomId(), call.fields().text("password"));
    call.answer();
  }

  /** Also before entering (spec 10926). */
  void disableDeviceForAllUserByAdmin(Call call) {
    Fields fields = call.fields();
    moderation.switchOff(
        call.caller(),
        call.roomNamed().roomId(),
        RequestMethods.device(fields),
        fields.flag("isDisable"));
    call.answer();
  }

  void closeRemoteDeviceByAdmin(Call call) {
    Fields fields = call.fields();
    closing.close(
        call.caller(), call.room().roomId(), fields.text("userId"), RequestMethods.device(fields));
    call.answer();
  }

  void changeUserRole(Call call) {
    Fields fields = call.fields();
    Role role =
        Views.numbered(
            Role.values(),
            Views::number,
            fields.number("userRole"),
            "userRole must be 0 (owner), 1 (admin) or 2 (general).");
    moderation.giveRole(call.caller(), call.room().roomId(), fields.text("userId"), role);
    call.answer();
  }

  void changeUserNameCard(Call call) {
    Fields fields = call.fields();
    moderation.change(
        call.caller(),
        call.room().roomId(),
        new MemberChange(fields.text("userId"), fields.text("nameCard"), null, null));
    call.answer();
  }

  void setCustomInfoForUser(Call call) {
    Fields fields = call.fields();
    JsonNode custom = fields.raw("customInfo");
    if (custom == null || !custom.isObject()) {
      throw Limits.invalid("customInfo must be an object.");
    }
    String text = custom.isEmpty() ? "" : Json.write(custom);
    moderation.change(
        call.caller(),
        call.room().roomId(),
        new MemberChange(fields.text("userId"), null, null, text));
    call.answer();
  }
}
