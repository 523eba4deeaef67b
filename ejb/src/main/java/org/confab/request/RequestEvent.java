package org.confab.request;

import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;

/** What happens to requests. */
public sealed interface RequestEvent extends DomainEvent {
  RequestInfo request();

  @Override
  default RoomKey room() {
    return request().room();
  }

  /** Somebody asks. */
  record RequestOpened(Caller caller, RequestInfo request, long seq, Instant at)
      implements RequestEvent {}

  /** A request has its outcome; what was agreed is done. */
  record RequestEnded(Caller caller, RequestInfo request, long seq, Instant at)
      implements RequestEvent {}
}
