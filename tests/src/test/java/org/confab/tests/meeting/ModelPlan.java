package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.confab.json.Json;

/** When a {@link ModelRoom} is to take place, which is never soon, and who is invited to it. */
final class ModelPlan {
  static final int NOT_STARTED = 1;
  static final int RUNNING = 2;

  private static final long SHORTEST_SECONDS = 300;
  private static final long LONGEST_SECONDS = 86_400;
  private static final int USUAL_REMINDER = 600;
  private static final int BEGUN = -1;

  final Set<String> invited = new TreeSet<>();
  private final int reminder;
  private long start;
  private long end;

  /**
   * @param params of {@code scheduleConference}
   */
  ModelPlan(JsonNode params) {
    set(time(params, "Start", 0), time(params, "End", 0));
    reminder = params.path("reminderSecondsBeforeStart").asInt(USUAL_REMINDER);
    params.path("scheduleAttendees").forEach(user -> invited.add(user.asText()));
  }

  private static long time(JsonNode params, String which, long otherwise) {
    return params.path("schedule" + which + "Time").asLong(otherwise);
  }

  private void set(long newStart, long newEnd) {
    long length = newEnd - newStart;
    Refused.when(length < SHORTEST_SECONDS || length > LONGEST_SECONDS, Refused.INVALID);
    start = newStart;
    end = newEnd;
  }

  /**
   * @param params what is left out stays
   */
  void move(JsonNode params, boolean hasBegun) {
    long newStart = time(params, "Start", start);
    Refused.when(newStart != start && hasBegun, BEGUN);
    set(newStart, time(params, "End", end));
  }

  long start() {
    return start;
  }

  /** What there is in a conference beside its room. */
  ObjectNode info(boolean hasBegun) {
    ObjectNode info =
        Json.object()
            .put("scheduleStartTime", start)
            .put("scheduleEndTime", end)
            .put("reminderSecondsBeforeStart", reminder)
            .put("status", hasBegun ? RUNNING : NOT_STARTED);
    invited.forEach(info.putArray("scheduleAttendees")::add);
    return info;
  }
}
