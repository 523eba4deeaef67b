package org.confab.callback;

import java.util.Optional;
import org.confab.kernel.DomainEvent;

/** How callbacks look and travel; the rules here know neither JSON nor HTTP. */
public interface CallbackWire {

  /** The request body that tells of an event. */
  String body(CallbackCommand command, DomainEvent event);

  /**
   * Sends a request and waits for the answer, no longer than configured.
   *
   * @return nothing when the receiver took it, else what went wrong, in a sentence for the
   *     administrator
   */
  Optional<String> post(CallbackPost post);
}
