package org.confab.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How many clients are connected to this node. */
@ApplicationScoped
public class ConnectionMetrics {
  @Inject private Connections connections;

  /** Open WebSockets, logged in or not. */
  public long connections() {
    return connections.count();
  }
}
