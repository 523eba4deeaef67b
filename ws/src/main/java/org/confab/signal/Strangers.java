package org.confab.signal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The connections that have not logged in, by the address they come from. */
final class Strangers {
  private final Map<String, Set<Connection>> byAddress = new HashMap<>();

  /** How many there are from its address now. */
  synchronized int add(Connection connection) {
    Set<Connection> there =
        byAddress.computeIfAbsent(connection.clientIp, address -> new HashSet<>());
    there.add(connection);
    return there.size();
  }

  /** It is none any more, if it was one. */
  synchronized void remove(Connection connection) {
    byAddress.computeIfPresent(
        connection.clientIp,
        (address, there) -> {
          there.remove(connection);
          return there.isEmpty() ? null : there;
        });
  }
}
