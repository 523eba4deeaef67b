package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.confab.json.Fields;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu;
import org.confab.otherroom.CoHosting;
import org.confab.request.RequestInfo;
import org.confab.request.Requesting;

/** Connecting the room with another one. */
@ApplicationScoped
class OtherRoomMethods {
  @EJB private Requesting requesting;
  @EJB private CoHosting coHosting;
  @Inject private Sfu sfu;

  void connectOtherRoom(Call call) {
    Fields fields = call.fields();
    String own = call.room().roomId();
    if (sfu.mode() != Sfu.Mode.JANUS) {
      throw new Problem(
          Refusal.NOT_IN_THIS_MEDIA_MODE,
          "Rooms are connected by the media server, and this server has none.");
    }
    RequestInfo asked =
        requesting.connectOtherRoom(
            call.caller(),
            own,
            fields.text("roomId"),
            fields.text("userId"),
            RequestMethods.timeout(fields));
    RequestMethods.answer(call, Optional.of(asked));
  }

  void disconnectOtherRoom(Call call) {
    coHosting.disconnect(call.caller(), call.room().roomId());
    call.answer();
  }

  /** Puts the room that a room is connected with, if it is, into what is said of it. */
  void put(ObjectNode said, RoomKey room) {
    coHosting.otherHost(room).ifPresent(host -> said.set("otherRoom", Views.otherRoom(host)));
  }
}
