package org.confab.callback;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Woken for a room by the relay. Without a transaction: what is to be delivered stands in the
 * outbox, and a request to somebody else's server is nothing to hold a transaction open for.
 */
@MessageDriven(
    name = "CallbackDelivery",
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = CallbackRelay.QUEUE),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "16")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallbackDelivery implements MessageListener {
  @Inject private CallbackCourier courier;
  @Inject private CallbackRelay relay;

  @Override
  public void onMessage(Message message) {
    try {
      CallbackDue due = CallbackRelay.read(message);
      if (courier.deliver(due.room())) {
        relay.wake(due);
      }
    } catch (JMSException e) {
      throw new IllegalStateException("A message of the relay cannot be read", e);
    }
  }
}
