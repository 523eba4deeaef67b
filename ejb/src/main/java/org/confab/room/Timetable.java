package org.confab.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The time of a room. Where it was planned (it is a conference then), people are reminded of it and
 * told when its status changes, once each: what they were told last is kept here, and when there
 * may be something to tell next.
 */
@Embeddable
class Timetable {
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration KEPT = Duration.ofHours(6);
  private static final int USUAL_REMINDER = 600;
  private static final int LONGEST_REMINDER = 7 * 24 * 60 * 60;

  @Column(name = "schedule_start")
  private long startsAt;

  @Column(name = "schedule_end")
  private long endsAt;

  private boolean scheduled;

  @Column(name = "reminder_seconds")
  private int reminderSeconds;

  private boolean reminded = true;

  @Enumerated(EnumType.STRING)
  @Column(name = "told_status")
  private RoomStatus told = RoomStatus.NONE;

  @Column(name = "due_at")
  private @Nullable Long dueAt;

  protected Timetable() {}

  /** From now on for an hour, where the draft says nothing else (spec 20023–20035). */
  static Timetable of(RoomDraft draft, Instant now) {
    Timetable timetable = new Timetable();
    Instant start = Objects.requireNonNullElse(draft.scheduleStart(), now);
    Instant end = Objects.requireNonNullElseGet(draft.scheduleEnd(), () -> start.plus(USUAL));
    timetable.scheduled = draft.isScheduled();
    timetable.reminderSeconds =
        Limits.number(
            "reminderSecondsBeforeStart",
            draft.reminderSeconds(),
            USUAL_REMINDER,
            0,
            LONGEST_REMINDER);
    timetable.set(start, end, now);
    timetable.told = timetable.status(0, now);
    return timetable;
  }

  private void set(Instant newStart, Instant newEnd, Instant now) {
    Duration length = Duration.between(newStart, newEnd);
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw Limits.invalid(
          "ScheduleEndTime must be 5 minutes to 24 hours after ScheduleStartTime.");
    }
    if (startsAt != newStart.toEpochMilli()) {
      startsAt = newStart.toEpochMilli();
      reminded = reminderSeconds == 0 || startsAt <= now.toEpochMilli();
    }
    endsAt = newEnd.toEpochMilli();
    plan(now);
  }

  /**
   * Takes place at another time; what is null stays. One that runs may end later or earlier, but
   * has begun.
   */
  void move(@Nullable Instant newStart, @Nullable Instant newEnd, int members, Instant now) {
    Instant from = Objects.requireNonNullElse(newStart, start());
    Instant to = Objects.requireNonNullElse(newEnd, end());
    if (from.equals(start()) && to.equals(end())) {
      return;
    }
    if (!from.equals(start()) && status(members, now) == RoomStatus.RUNNING) {
      throw new Problem(
          Refusal.CONFERENCE_RUNNING, "The conference has begun; only its end can be changed.");
    }
    Limits.ahead("scheduleEndTime", to, now);
    set(from, to, now);
  }

  /** Running while somebody is in it, early or late, and in its time; closed after it. */
  RoomStatus status(int members, Instant now) {
    if (members > 0) {
      return RoomStatus.RUNNING;
    }
    long time = now.toEpochMilli();
    if (time < startsAt) {
      return RoomStatus.NOT_STARTED;
    }
    return time < endsAt ? RoomStatus.RUNNING : RoomStatus.NONE;
  }

  /**
   * Whether people are to be reminded now; it says so once. What could not be told before the start
   * is not told any more: then they are told that it runs.
   */
  boolean remind(Instant now) {
    boolean due = !reminded && remindAt() <= now.toEpochMilli();
    reminded |= due;
    plan(now);
    return due && now.toEpochMilli() < startsAt;
  }

  /** Whether people are to be told another status now; it says so once. */
  boolean turn(int members, Instant now) {
    RoomStatus status = status(members, now);
    boolean turned = status != told;
    told = status;
    plan(now);
    return turned;
  }

  /** Looks for what is next: the reminder, the start or the end. */
  private void plan(Instant now) {
    dueAt = null;
    if (!scheduled) {
      return;
    }
    long time = now.toEpochMilli();
    if (endsAt > time) {
      dueAt = endsAt;
    }
    if (startsAt > time) {
      dueAt = startsAt;
    }
    if (!reminded) {
      dueAt = remindAt();
    }
  }

  private long remindAt() {
    return startsAt - Duration.ofSeconds(reminderSeconds).toMillis();
  }

  /**
   * Whether it is over for six hours (spec 20095). One that was opened for a time gone by has six
   * hours from then on.
   */
  boolean isOver(Instant openedAt, Instant now) {
    Instant since = end().isAfter(openedAt) ? end() : openedAt;
    return !since.isAfter(endedBefore(now));
  }

  /** What ended by then is kept no longer. */
  static Instant endedBefore(Instant now) {
    return now.minus(KEPT);
  }

  Instant start() {
    return Instant.ofEpochMilli(startsAt);
  }

  Instant end() {
    return Instant.ofEpochMilli(endsAt);
  }

  boolean isScheduled() {
    return scheduled;
  }

  int reminderSeconds() {
    return reminderSeconds;
  }

  /** When there may be something to tell; null when nothing is left. */
  @Nullable Instant dueAt() {
    return dueAt == null ? null : Instant.ofEpochMilli(dueAt);
  }
}
