package org.confab.request;

import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;

/** What happens to requests. */
public sealed interface RequestEvent extends DomainEvent {
  RequestInfo request();

  /** Somebody asks: of which the room of the one who is asked learns. */
  record RequestOpened(Caller caller, RequestInfo request, long seq, Instant at)
      implements RequestEvent {
    @Override
    public RoomKey room() {
      return request.askedRoom();
    }
  }

  /** A request has its outcome; what was agreed is done. Where it is about two rooms both learn. */
  record RequestEnded(Caller caller, RoomKey room, RequestInfo request, long seq, Instant at)
      implements RequestEvent {}
}
