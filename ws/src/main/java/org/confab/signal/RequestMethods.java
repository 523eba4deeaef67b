package org.confab.signal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.request.Answering;
import org.confab.request.RequestInfo;
import org.confab.request.Requesting;
import org.confab.room.Device;

/** Asking and answering. */
@ApplicationScoped
class RequestMethods {
  @EJB private Requesting requesting;
  @EJB private Answering answering;

  void takeSeat(Call call) {
    Fields fields = call.fields();
    answer(
        call,
        requesting.takeSeat(
            call.caller(), call.room().roomId(), fields.number("seatIndex"), timeout(fields)));
  }

  void takeUserOnSeatByAdmin(Call call) {
    Fields fields = call.fields();
    RequestInfo asked =
        requesting.inviteToSeat(
            call.caller(),
            call.room().roomId(),
            fields.text("userId"),
            fields.number("seatIndex"),
            timeout(fields));
    answer(call, Optional.of(asked));
  }

  void openRemoteDeviceByAdmin(Call call) {
    Fields fields = call.fields();
    RequestInfo asked =
        requesting.openDevice(
            call.caller(),
            call.room().roomId(),
            fields.text("userId"),
            device(fields),
            timeout(fields));
    answer(call, Optional.of(asked));
  }

  void applyToAdminToOpenLocalDevice(Call call) {
    Fields fields = call.fields();
    answer(
        call,
        requesting.applyForDevice(
            call.caller(), call.room().roomId(), device(fields), timeout(fields)));
  }

  void responseRemoteRequest(Call call) {
    Fields fields = call.fields();
    answering.answer(
        call.caller(), call.room().roomId(), fields.text("requestId"), fields.flag("agree"));
    call.answer();
  }

  void cancelRequest(Call call) {
    answering.cancel(call.caller(), call.room().roomId(), call.fields().text("requestId"));
    call.answer();
  }

  void getSeatApplicationList(Call call) {
    Requesting.Applications open = requesting.seatApplications(call.caller(), call.room().roomId());
    ObjectNode result = Json.object();
    ArrayNode list = result.putArray("requestList");
    open.requests().forEach(request -> list.add(Views.request(request)));
    call.answer(result.put("seq", open.seq()));
  }

  /** The request, if one was needed; its outcome comes as {@code onRequestCallback}. */
  static void answer(Call call, Optional<RequestInfo> asked) {
    ObjectNode result = Json.object();
    asked.ifPresent(
        request -> result.put("requestId", request.id()).set("request", Views.request(request)));
    call.answer(result);
  }

  static Device device(Fields fields) {
    int number = fields.number("device");
    return Views.numbered(
        Device.values(),
        Views::number,
        number,
        "device must be 1 (microphone), 2 (camera) or 3 (screen).");
  }

  static int timeout(Fields fields) {
    Integer seconds = fields.numberOrNull("timeout");
    return seconds == null ? 0 : seconds;
  }
}
