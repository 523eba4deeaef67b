package org.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.app.Plan;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Plan PLAN = new Plan(300, 20);

  @Test
  void whatIsNotSaidHasTheDocumentedDefault() {
    RoomInfo room = open(draft("r").build()).info(NOW);

    assertThat(room.name()).isEqualTo("r");
    assertThat(room.ownerId()).isEqualTo("ann");
    assertThat(room.maxMembers()).isEqualTo(300);
    assertThat(room.maxSeats()).isEqualTo(20);
    assertThat(room.scheduleStart()).isEqualTo(NOW);
    assertThat(room.scheduleEnd()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(room.status()).isEqualTo(RoomStatus.RUNNING);
    assertThat(room.seatsEnabled()).isFalse();
    assertThat(room.hasPassword()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "raum-ä", "tab\tbed", "0123456789012345678901234567890123456789012345678"})
  void idsAreUpTo48PrintableAsciiCharacters(String roomId) {
    refused(Refusal.ROOM_ID_INVALID, () -> open(draft(roomId).build()));
  }

  @Test
  void anIdOf48CharactersWithSlashesAndQuotesIsGood() {
    String id = "a/b'c\"d?e#f ~".repeat(4).substring(0, 48);
    assertThat(open(draft(id).build()).info(NOW).key().roomId()).isEqualTo(id);
  }

  @Test
  void namesAreCountedInBytes() {
    assertThat(open(draft("r").name("会".repeat(33) + "x").build()).info(NOW).name()).hasSize(34);
    refused(Refusal.INVALID_ARGUMENT, () -> open(draft("r").name("会".repeat(34)).build()));
  }

  @Test
  void aRoomIsRenamedAndOneWithoutNameBearsItsId() {
    Room room = open(draft("r").build());
    room.rename("Weekly");
    assertThat(room.info(NOW).name()).isEqualTo("Weekly");
    refused(Refusal.INVALID_ARGUMENT, () -> room.rename("会".repeat(34)));
    room.rename("");
    assertThat(room.info(NOW).name()).isEqualTo("r");
  }

  @Test
  void aPasswordOfUpTo32BytesIsSetAndTakenAway() {
    Room room = open(draft("r").build());
    room.protect("x".repeat(32));
    refused(Refusal.NEED_PASSWORD, () -> room.checkEntry("bob", null, null));
    refused(Refusal.WRONG_PASSWORD, () -> room.checkEntry("bob", null, "y"));
    refused(Refusal.INVALID_ARGUMENT, () -> room.protect("x".repeat(33)));
    room.checkEntry("bob", null, "x".repeat(32));
    room.protect("");
    room.checkEntry("bob", null, null);
  }

  @Test
  void oneDeviceIsSwitchedOffAndOnAgain() {
    Room room = open(draft("r").build());
    for (Device device : Device.values()) {
      room.switchOff(device, true);
      assertThat(List.of(Device.values()).stream().filter(room::isDisabled))
          .containsExactly(device);
      room.switchOff(device, false);
    }
  }

  @Test
  void aMeetingLastsFiveMinutesToADay() {
    refused(
        Refusal.INVALID_ARGUMENT, () -> open(draft("r").lasting(Duration.ofSeconds(299)).build()));
    open(draft("r").lasting(Duration.ofMinutes(5)).build());
    open(draft("r").lasting(Duration.ofHours(24)).build());
    refused(
        Refusal.INVALID_ARGUMENT,
        () -> open(draft("r").lasting(Duration.ofHours(24).plusSeconds(1)).build()));
  }

  @Test
  void aMeetingOfTomorrowHasNotStarted() {
    RoomDraft draft = draft("r").starting(NOW.plus(Duration.ofDays(1))).build();
    Room room = open(draft);
    assertThat(room.info(NOW).status()).isEqualTo(RoomStatus.NOT_STARTED);
    room.admit();
    assertThat(room.info(NOW).status()).isEqualTo(RoomStatus.RUNNING);
  }

  @Test
  void anEmptyRoomPastItsEndIsClosedUntilSomebodyComes() {
    Room room = open(draft("r").build());
    Instant end = NOW.plus(Duration.ofHours(1));
    assertThat(room.info(end.minusMillis(1)).status()).isEqualTo(RoomStatus.RUNNING);
    assertThat(room.info(end).status()).isEqualTo(RoomStatus.NONE);
    room.admit();
    assertThat(room.info(end).status()).isEqualTo(RoomStatus.RUNNING);
  }

  @Test
  void aRoomIsAbandonedSixHoursAfterItsEndUnlessSomebodyIsInIt() {
    Room room = open(draft("r").build());
    Instant due = NOW.plus(Duration.ofHours(7));
    assertThat(room.isAbandoned(due.minusMillis(1))).isFalse();
    assertThat(room.isAbandoned(due)).isTrue();
    room.admit();
    assertThat(room.isAbandoned(due.plus(Duration.ofDays(9)))).isFalse();
    room.release();
    assertThat(room.isAbandoned(due)).isTrue();
  }

  @Test
  void aRoomOpenedForATimeGoneByIsKeptForSixHours() {
    Room room = open(draft("r").starting(NOW.minus(Duration.ofDays(2))).build());
    assertThat(room.info(NOW).status()).isEqualTo(RoomStatus.NONE);
    assertThat(room.isAbandoned(NOW.plus(Duration.ofHours(6)).minusMillis(1))).isFalse();
    assertThat(room.isAbandoned(NOW.plus(Duration.ofHours(6)))).isTrue();
  }

  @Test
  void moreSeatsThanThePlanAllowsAreRefused() {
    refused(Refusal.SEATS_EXCEED_PLAN, () -> open(draft("r").maxSeats(21).build()));
    refused(Refusal.INVALID_ARGUMENT, () -> open(draft("r").maxSeats(0).build()));
    assertThat(open(draft("r").maxSeats(20).build()).info(NOW).maxSeats()).isEqualTo(20);
  }

  @Test
  void aLiveRoomHasUpToSixteenSeats() {
    assertThat(open(draft("r").live().build()).info(NOW).maxSeats()).isEqualTo(16);
    assertThat(open(draft("r").live().maxSeats(16).build()).info(NOW).maxSeats()).isEqualTo(16);
    refused(Refusal.SEATS_EXCEED_PLAN, () -> open(draft("r").live().maxSeats(17).build()));
    Room room = open(draft("r").live().build());
    refused(Refusal.SEATS_EXCEED_PLAN, () -> room.limitSeats(17, PLAN));
  }

  @Test
  void atMost300AreInvited() {
    refused(
        Refusal.INVALID_ARGUMENT,
        () -> open(draft("r").inviting(Collections.nCopies(301, "bob")).build()));
    open(draft("r").inviting(Collections.nCopies(300, "bob")).build());
  }

  @Test
  void moreMembersThanThePlanAllowsAreRefused() {
    refused(Refusal.PLAN_EXCEEDED, () -> open(draft("r").maxMembers(301).build()));
    refused(Refusal.INVALID_ARGUMENT, () -> open(draft("r").maxMembers(0).build()));
  }

  @Test
  void aRoomFillsUp() {
    Room room = open(draft("r").maxMembers(2).build());
    assertThat(room.admit()).isEqualTo(1);
    assertThat(room.admit()).isEqualTo(2);
    refused(Refusal.ROOM_FULL, room::admit);
    room.release();
    assertThat(room.admit()).as("places are never given twice").isEqualTo(3);
  }

  @Test
  void thePasswordIsAskedOfAllButTheOwner() {
    Room room = open(draft("r").password("secret").build());
    refused(Refusal.NEED_PASSWORD, () -> room.checkEntry("bob", null, null));
    refused(Refusal.WRONG_PASSWORD, () -> room.checkEntry("bob", null, "guess"));
    room.checkEntry("bob", null, "secret");
    room.checkEntry("ann", null, null);
  }

  @Test
  void onlyTheOwnersRoomIsHandedOver() {
    Room room = open(draft("r").build());
    refused(Refusal.INVALID_ARGUMENT, () -> room.handOver("bob", "cai"));
    room.handOver("ann", "bob");
    assertThat(room.isOwner("bob")).isTrue();
    assertThat(room.isOwner("ann")).isFalse();
  }

  @Test
  void whoExpectsAnotherTypeIsTold() {
    Room room = open(draft("r").build());
    refused(Refusal.ROOM_TYPE_DIFFERS, () -> room.checkEntry("bob", RoomType.LIVE, null));
    room.checkEntry("bob", RoomType.CONFERENCE, null);
  }

  @Test
  void onlyWhatIsSaidChanges() {
    Room room = open(draft("r").name("Weekly").build());
    RoomInfo before = room.info(NOW);
    room.change(new RoomChange(null, null, true, null, null, null, null, "info", null), PLAN);
    RoomInfo after = room.info(NOW);

    assertThat(after.videoDisabled()).isTrue();
    assertThat(after.customInfo()).isEqualTo("info");
    assertThat(after.name()).isEqualTo("Weekly");
    assertThat(after.audioDisabled()).isEqualTo(before.audioDisabled());
  }

  @Test
  void aRefusedChangeChangesNothing() {
    Room room = open(draft("r").name("Weekly").build());
    RoomInfo before = room.info(NOW);
    refused(
        Refusal.PLAN_EXCEEDED,
        () ->
            room.change(
                new RoomChange("New", 301, true, null, null, null, null, null, null), PLAN));
    assertThat(room.info(NOW)).isEqualTo(before);
  }

  @Test
  void settingsOutsideTheLimitsAreNone() {
    refused(Refusal.INVALID_ARGUMENT, () -> settings("会".repeat(34), null, null));
    refused(Refusal.INVALID_ARGUMENT, () -> settings("half \ud83d", null, null));
    refused(Refusal.INVALID_ARGUMENT, () -> settings(null, 0, null));
    refused(Refusal.INVALID_ARGUMENT, () -> settings(null, null, "x".repeat(501)));
    settings("会".repeat(33), 1, "x".repeat(500));
  }

  private static RoomChange settings(
      @Nullable String name, @Nullable Integer maxMembers, @Nullable String customInfo) {
    return new RoomChange(name, maxMembers, null, null, null, null, null, customInfo, null);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }

  private static Room open(RoomDraft draft) {
    return Room.open(1400000001, draft, "ann", PLAN, NOW);
  }

  private static Draft draft(String roomId) {
    return new Draft(roomId);
  }

  private static final class Draft {
    private final String roomId;
    private RoomType type = RoomType.CONFERENCE;
    private @Nullable String name;
    private @Nullable Integer maxMembers;
    private @Nullable Integer maxSeats;
    private @Nullable String password;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private List<String> invitees = List.of();

    Draft(String roomId) {
      this.roomId = roomId;
    }

    Draft live() {
      type = RoomType.LIVE;
      return this;
    }

    Draft name(String given) {
      name = given;
      return this;
    }

    Draft maxMembers(int given) {
      maxMembers = given;
      return this;
    }

    Draft maxSeats(int given) {
      maxSeats = given;
      return this;
    }

    Draft password(String given) {
      password = given;
      return this;
    }

    Draft lasting(Duration duration) {
      start = NOW;
      end = NOW.plus(duration);
      return this;
    }

    Draft starting(Instant given) {
      start = given;
      return this;
    }

    Draft inviting(List<String> given) {
      invitees = given;
      return this;
    }

    RoomDraft build() {
      RoomChange settings =
          new RoomChange(name, maxMembers, null, null, null, null, null, null, null);
      return new RoomDraft(
          roomId, type, null, settings, false, maxSeats, password, start, end, null, invitees);
    }
  }
}
