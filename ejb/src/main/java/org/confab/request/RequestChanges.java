package org.confab.request;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.confab.kernel.Caller;
import org.confab.member.Member;
import org.confab.member.Members;
import org.confab.request.RequestEvent.RequestEnded;
import org.confab.request.RequestEvent.RequestOpened;
import org.confab.room.Room;
import org.confab.room.Rooms;

/** Announces what becomes of requests. */
@Dependent
class RequestChanges {
  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Event<RequestEvent> events;

  /** The request as others see it. */
  RequestInfo info(Request request) {
    return request.info(
        members
            .find(request.room(), request.askerId())
            .map((Member asker) -> asker.info(rooms.find(request.room())))
            .orElse(null));
  }

  /**
   * @param room of the one who is asked, locked
   */
  RequestInfo opened(Caller caller, Room room, Request request) {
    RequestInfo info = info(request);
    events.fire(new RequestOpened(caller, info, room.nextSeq(), clock.instant()));
    return info;
  }

  /**
   * @param room locked
   * @param request that has its outcome
   */
  void ended(Caller caller, Room room, Request request) {
    ended(caller, room, info(request));
  }

  /** The same in all rooms that it is about. */
  void ended(Caller caller, Rooms.Locked locked, Request request) {
    RequestInfo info = info(request);
    locked.rooms().forEach(room -> ended(caller, room, info));
  }

  /** The same where it is known how others see it. */
  void ended(Caller caller, Room room, RequestInfo request) {
    events.fire(new RequestEnded(caller, room.key(), request, room.nextSeq(), clock.instant()));
  }
}
