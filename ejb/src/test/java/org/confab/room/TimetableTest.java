package org.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant START = NOW.plus(Duration.ofHours(1));
  private static final Instant END = START.plus(Duration.ofHours(1));
  private static final Instant REMINDER = START.minus(Duration.ofMinutes(10));

  @Test
  void aRoomWithoutATimeIsNoConference() {
    Timetable timetable = planned(null, null, null);
    assertThat(timetable.isScheduled()).isFalse();
    assertThat(timetable.dueAt()).isNull();
    assertThat(timetable.remind(NOW)).isFalse();
  }

  @Test
  void whoIsInvitedMakesItAConference() {
    Timetable timetable = Timetable.of(draft(null, null, null, List.of("bob")), NOW);
    assertThat(timetable.isScheduled()).isTrue();
    assertThat(timetable.dueAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void peopleAreRemindedOnceTenMinutesBefore() {
    Timetable timetable = planned(START, END, null);
    assertThat(timetable.dueAt()).isEqualTo(REMINDER);
    assertThat(timetable.remind(REMINDER.minusMillis(1))).isFalse();
    assertThat(timetable.remind(REMINDER)).isTrue();
    assertThat(timetable.remind(REMINDER)).isFalse();
    assertThat(timetable.dueAt()).isEqualTo(START);
  }

  @Test
  void aReminderMayBeAtAnotherTimeOrLeftOut() {
    assertThat(planned(START, END, 60).dueAt()).isEqualTo(START.minus(Duration.ofMinutes(1)));
    assertThat(planned(START, END, 0).dueAt()).isEqualTo(START);
    refused(Refusal.INVALID_ARGUMENT, () -> planned(START, END, -1));
    refused(Refusal.INVALID_ARGUMENT, () -> planned(START, END, 604_801));
  }

  @Test
  void whatIsPlannedAtShortNoticeIsRemindedOfAtOnce() {
    Timetable timetable = planned(NOW.plusSeconds(60), END, null);
    assertThat(timetable.dueAt()).isBefore(NOW);
    assertThat(timetable.remind(NOW)).isTrue();
  }

  @Test
  void nobodyIsRemindedOfWhatHasBegun() {
    Timetable timetable = planned(START, END, null);
    assertThat(timetable.remind(START)).isFalse();
    assertThat(timetable.remind(START.minusSeconds(1))).as("not any more").isFalse();
    assertThat(planned(NOW, END, null).dueAt()).isEqualTo(END);
  }

  @Test
  void theStartAndTheEndAreToldOnce() {
    Timetable timetable = planned(START, END, 0);
    assertThat(timetable.turn(0, START.minusMillis(1))).isFalse();
    assertThat(timetable.turn(0, START)).isTrue();
    assertThat(timetable.turn(0, START)).isFalse();
    assertThat(timetable.dueAt()).isEqualTo(END);
    assertThat(timetable.turn(0, END)).isTrue();
    assertThat(timetable.turn(0, END)).isFalse();
    assertThat(timetable.dueAt()).isNull();
  }

  @Test
  void itRunsAsLongAsSomebodyIsInIt() {
    Timetable timetable = planned(START, END, 0);
    assertThat(timetable.turn(1, NOW)).as("early").isTrue();
    assertThat(timetable.turn(1, START)).isFalse();
    assertThat(timetable.turn(1, END)).isFalse();
    assertThat(timetable.dueAt()).isNull();
    assertThat(timetable.turn(0, END)).as("the last one left").isTrue();
    assertThat(timetable.status(0, END)).isEqualTo(RoomStatus.NONE);
  }

  @Test
  void whatIsMovedIsRemindedOfAgain() {
    Timetable timetable = planned(START, END, null);
    timetable.remind(REMINDER);
    Duration day = Duration.ofDays(1);
    timetable.move(START.plus(day), END.plus(day), 0, REMINDER);
    assertThat(timetable.dueAt()).isEqualTo(REMINDER.plus(day));
    assertThat(timetable.remind(REMINDER.plus(day))).isTrue();
  }

  @Test
  void whatIsNotSaidIsNotMoved() {
    Timetable timetable = planned(START, END, null);
    timetable.remind(REMINDER);
    timetable.move(null, null, 0, REMINDER);
    timetable.move(START, END, 0, REMINDER);
    assertThat(timetable.remind(REMINDER)).as("reminded once").isFalse();
    timetable.move(null, END.plusSeconds(60), 0, REMINDER);
    assertThat(timetable.start()).isEqualTo(START);
    assertThat(timetable.end()).isEqualTo(END.plusSeconds(60));
    assertThat(timetable.remind(REMINDER)).as("of a longer one neither").isFalse();
  }

  @Test
  void whatRunsKeepsItsStart() {
    Timetable timetable = planned(START, END, null);
    refused(Refusal.CONFERENCE_RUNNING, () -> timetable.move(START.plusSeconds(1), null, 0, START));
    refused(Refusal.CONFERENCE_RUNNING, () -> timetable.move(START.plusSeconds(1), null, 1, NOW));
    timetable.move(null, END.plusSeconds(60), 0, START);
    assertThat(timetable.end()).isEqualTo(END.plusSeconds(60));
  }

  @Test
  void nothingIsMovedBeyondTheLimits() {
    Timetable timetable = planned(START, END, null);
    refused(Refusal.INVALID_ARGUMENT, () -> timetable.move(null, START.plusSeconds(299), 0, NOW));
    refused(
        Refusal.INVALID_ARGUMENT,
        () -> timetable.move(null, START.plus(Duration.ofHours(24)).plusMillis(1), 0, NOW));
    refused(
        Refusal.INVALID_ARGUMENT,
        () -> timetable.move(NOW.minusSeconds(600), NOW.minusSeconds(1), 0, NOW));
    assertThat(timetable.start()).isEqualTo(START);
  }

  private static Timetable planned(
      @Nullable Instant start, @Nullable Instant end, @Nullable Integer reminder) {
    return Timetable.of(draft(start, end, reminder, List.of()), NOW);
  }

  private static RoomDraft draft(
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Integer reminder,
      List<String> invitees) {
    return new RoomDraft(
        "r",
        RoomType.CONFERENCE,
        null,
        RoomChange.name(null),
        false,
        null,
        null,
        start,
        end,
        reminder,
        invitees);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
