package org.confab.callback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.confab.kernel.DomainEvent;

/**
 * Writes what the application wants to be told into the outbox, in the transaction of what
 * happened: both are there afterwards, or neither.
 */
@ApplicationScoped
class CallbackWriter {
  @Inject private Subscriptions subscriptions;
  @Inject private CallbackWire wire;
  @Inject private Outbox outbox;
  @Inject private Event<CallbackDue> due;

  public void happened(@Observes DomainEvent event) {
    CallbackCommand.telling(event)
        .filter(command -> isWanted(event, command))
        .ifPresent(
            command -> {
              outbox.add(new OutboxRow(event, command, wire.body(command, event)));
              due.fire(new CallbackDue(event.room()));
            });
  }

  private boolean isWanted(DomainEvent event, CallbackCommand command) {
    return subscriptions
        .of(event.room().sdkAppId())
        .filter(receiver -> receiver.subscription().wants(command))
        .isPresent();
  }
}
