package org.confab.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How requests end: told by events, which may come before the answer that names the request. */
final class Outcomes {
  private static final int MOST_EARLY = 256;

  private final Map<String, CompletableFuture<Outcome>> waiting = new HashMap<>();
  private final Map<String, Outcome> early =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
          return size() > MOST_EARLY;
        }
      };

  /** How the request ends, or has ended. */
  synchronized CompletableFuture<Outcome> of(String requestId) {
    Outcome known = early.remove(requestId);
    return known == null
        ? waiting.computeIfAbsent(requestId, id -> new CompletableFuture<>())
        : CompletableFuture.completedFuture(known);
  }

  void ended(String requestId, Outcome outcome) {
    CompletableFuture<Outcome> asked;
    synchronized (this) {
      asked = waiting.remove(requestId);
      if (asked == null) {
        early.put(requestId, outcome);
      }
    }
    if (asked != null) {
      asked.complete(outcome);
    }
  }

  /** Nobody will tell how the open ones end. */
  void lost(String why) {
    List<CompletableFuture<Outcome>> open;
    synchronized (this) {
      open = new ArrayList<>(waiting.values());
      waiting.clear();
      early.clear();
    }
    open.forEach(asked -> asked.completeExceptionally(new DisconnectedException(why)));
  }
}
