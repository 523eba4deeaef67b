package org.confab.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many clients are connected to this node. */
@ApplicationScoped
public class ConnectionMetrics {
  @Inject private Connections connections;

  /** Open WebSockets, logged in or not. */
  public long connections() {
    return connections.count();
  }

  /** How many the server closed since its start, by the reason, such as {@code not_reading}. */
  public Map<String, Long> closings() {
    Map<String, Long> closings = new TreeMap<>();
    connections
        .closings()
        .forEach((why, count) -> closings.put(why.name().toLowerCase(Locale.ROOT), count.sum()));
    return closings;
  }
}
