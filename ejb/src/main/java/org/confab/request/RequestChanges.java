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

/** Announces what becomes of requests. */
@Dependent
class RequestChanges {
  @Inject private Members members;
  @Inject private Clock clock;
  @Inject private Event<RequestEvent> events;

  /** The request as others see it. */
  RequestInfo info(Room room, Request request) {
    return request.info(
        members.find(room.key(), request.askerId()).map((Member m) -> m.info(room)).orElse(null));
  }

  /**
   * @param room locked
   */
  RequestInfo opened(Caller caller, Room room, Request request) {
    RequestInfo info = info(room, request);
    events.fire(new RequestOpened(caller, info, room.nextSeq(), clock.instant()));
    return info;
  }

  /**
   * @param room locked
   * @param request that has its outcome
   */
  void ended(Caller caller, Room room, Request request) {
    ended(caller, room, info(room, request));
  }

  /** The same where it is known how others see it. */
  void ended(Caller caller, Room room, RequestInfo request) {
    events.fire(new RequestEnded(caller, request, room.nextSeq(), clock.instant()));
  }
}
