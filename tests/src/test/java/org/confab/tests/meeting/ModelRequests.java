package org.confab.tests.meeting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What members of a {@link ModelRoom} have asked of one another. */
final class ModelRequests {
  private final Map<String, Request> all = new LinkedHashMap<>();

  /**
   * What is asked.
   *
   * @param application by a member for itself, else by who decides of a member
   * @param device to be opened; null for a seat
   */
  record Action(boolean application, @Nullable Device device) {}

  /** How a request ended: {@code requestCallbackType}. */
  enum Outcome {
    ACCEPTED(0),
    REJECTED(1),
    CANCELLED(2),
    ASKED_LEFT(4);

    final int type;

    Outcome(int type) {
      this.type = type;
    }
  }

  /** A request, from asking to its end. */
  static final class Request {
    final Action action;
    final String asker;
    final String subject;
    final int seat;
    @Nullable Outcome outcome;

    Request(Action action, String asker, String subject, int seat) {
      this.action = action;
      this.asker = asker;
      this.subject = subject;
      this.seat = seat;
    }

    boolean isOpen() {
      return outcome == null;
    }

    void end(Outcome how) {
      Refused.when(!isOpen(), Refused.NO_SUCH_REQUEST);
      outcome = how;
    }
  }

  Map<String, Request> all() {
    return all;
  }

  private Stream<Request> open() {
    return all.values().stream().filter(Request::isOpen);
  }

  Request get(String id) {
    Request request = all.get(id);
    if (request == null) {
      throw new Refused(Refused.NO_SUCH_REQUEST);
    }
    return request;
  }

  /** About one matter of one member one request is open at a time. */
  void checkNothingOpen(Action action, String asker, String subject) {
    open()
        .filter(request -> request.subject.equals(subject))
        .filter(request -> Objects.equals(request.action.device(), action.device()))
        .forEach(
            request -> {
              boolean again = request.action.equals(action) && request.asker.equals(asker);
              throw new Refused(again ? -2312 : -2313);
            });
  }

  void keep(String id, Request request) {
    all.put(id, request);
  }

  void left(String user) {
    endAll(request -> request.asker.equals(user), Outcome.CANCELLED);
    endAll(request -> request.subject.equals(user), Outcome.ASKED_LEFT);
  }

  void seated(String user) {
    endAll(
        request -> request.subject.equals(user) && request.action.device() == null,
        Outcome.ACCEPTED);
  }

  private void endAll(Predicate<Request> which, Outcome how) {
    open().filter(which).toList().forEach(request -> request.end(how));
  }

  /** The open applications for seats. */
  List<String> seatApplications(Predicate<Request> which) {
    return all.entrySet().stream()
        .filter(e -> e.getValue().isOpen())
        .filter(e -> e.getValue().action.equals(new Action(true, null)))
        .filter(e -> which.test(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
