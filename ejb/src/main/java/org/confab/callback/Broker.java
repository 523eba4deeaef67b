package org.confab.callback;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;

/** The broker that callbacks are relayed by. */
@ApplicationScoped
public class Broker {
  @Resource(lookup = "java:app/jms/ConnectionFactory")
  private ConnectionFactory connections;

  @Resource(lookup = CallbackRelay.QUEUE)
  private Queue queue;

  /**
   * Whether it answers. While it is away this may take until it is back: an open connection waits
   * for it.
   */
  public boolean answers() {
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = context.createBrowser(queue)) {
      // a pooled connection may be stale: only asking for messages reaches the broker
      browser.getEnumeration().hasMoreElements();
      return true;
    } catch (JMSException | JMSRuntimeException e) {
      return false;
    }
  }
}
