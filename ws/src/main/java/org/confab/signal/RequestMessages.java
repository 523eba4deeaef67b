package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.confab.json.Json;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.request.Outcome;
import org.confab.request.RequestInfo;

/** What clients are told of requests, under the engine's names (TUIRoomEvents). */
final class RequestMessages {
  private RequestMessages() {}

  /** To who may answer. */
  static String received(RequestInfo request, long seq) {
    ObjectNode params = params(request.askedRoom(), seq);
    params.set("request", Views.request(request));
    return Rpc.notification("onRequestReceived", params);
  }

  /** To who asked. */
  static String callback(RequestInfo request, long seq) {
    Outcome outcome = outcome(request);
    ObjectNode params =
        params(request.room(), seq)
            .put("requestId", request.id())
            .put("requestCallbackType", type(outcome))
            .put("userId", request.endedBy());
    if (outcome == Outcome.ASKED_LEFT) {
      params
          .put("code", Refusal.NOT_A_MEMBER.clientCode())
          .put("message", request.subjectId() + " left the room.");
    } else {
      params.put("code", 0).put("message", "");
    }
    return Rpc.notification("onRequestCallback", params);
  }

  /**
   * To others who might have answered.
   *
   * @param userInfo of who brought the end about
   */
  static String ended(RequestInfo request, ObjectNode userInfo, long seq) {
    Outcome outcome = outcome(request);
    boolean answered = outcome == Outcome.ACCEPTED || outcome == Outcome.REJECTED;
    ObjectNode params =
        params(request.askedRoom(), seq)
            .put("requestId", request.id())
            .put("userId", userInfo.path("userId").textValue());
    params.set("request", Views.request(request));
    params.set("userInfo", userInfo);
    return Rpc.notification(answered ? "onRequestProcessed" : "onRequestCancelled", params);
  }

  private static Outcome outcome(RequestInfo request) {
    return Objects.requireNonNull(request.outcome(), "an ended request has its outcome");
  }

  /** TUIRequestCallbackType. */
  private static int type(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> 0;
      case REJECTED -> 1;
      case CANCELLED -> 2;
      case TIMED_OUT -> 3;
      case ASKED_LEFT -> 4;
    };
  }

  private static ObjectNode params(RoomKey room, long seq) {
    return Json.object().put("roomId", room.roomId()).put("seq", seq);
  }
}
