package org.confab.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.confab.request.Answering;
import org.confab.request.RequestEvent;
import org.confab.request.RequestInfo;

/**
 * The requests of a room as clients are told of them: the open ones, and for those who come back
 * without knowing what happened meanwhile the ones that ended a moment ago.
 */
final class RequestBoard {
  private final Map<String, Noted> requests = new LinkedHashMap<>();

  /**
   * A request as of a {@code seq}; 0 when it was loaded, and no event will follow that tells it.
   */
  private record Noted(RequestInfo request, long seq) {}

  void load(List<RequestInfo> remembered) {
    requests.clear();
    remembered.forEach(request -> requests.put(request.id(), new Noted(request, 0)));
  }

  void note(RequestEvent event) {
    RequestInfo request = event.request();
    Instant old = event.at().minus(Answering.REMEMBERED);
    requests.values().removeIf(noted -> noted.request().endedBefore(old));
    requests.put(request.id(), new Noted(request, event.seq()));
  }

  /**
   * What is open to be answered by a user, as messages.
   *
   * @param upTo those opened later come with the events that follow
   */
  List<String> toAnswer(String userId, boolean moderator, long upTo) {
    List<String> messages = new ArrayList<>();
    for (Noted noted : requests.values()) {
      RequestInfo request = noted.request();
      if (request.isAnsweredBy(userId, moderator) && request.isOpen() && noted.seq() <= upTo) {
        messages.add(RequestMessages.received(request, upTo));
      }
    }
    return messages;
  }

  /** The open applications, as messages for who became a moderator. */
  List<String> applications(long seq) {
    return requests.values().stream()
        .map(Noted::request)
        .filter(request -> request.isOpen() && request.action().isApplication())
        .map(request -> RequestMessages.received(request, seq))
        .toList();
  }

  /** Those that ended a moment ago. */
  List<RequestInfo> ended() {
    return requests.values().stream()
        .map(Noted::request)
        .filter(request -> !request.isOpen())
        .toList();
  }
}
