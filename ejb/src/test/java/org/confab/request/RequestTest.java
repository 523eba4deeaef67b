package org.confab.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.Standing;
import org.confab.room.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Request application = request(Action.TAKE_SEAT, "bob", "bob", 0);
  private final Request invitation = request(Action.INVITE_TO_SEAT, "ann", "bob", 10);

  @Test
  void anApplicationIsAnsweredByWhoDecides() {
    assertThatNoException()
        .isThrownBy(() -> application.checkAnswer(caller("cai"), Standing.ADMIN));
    refused(
        Refusal.REQUEST_NOT_YOURS, () -> application.checkAnswer(caller("bob"), Standing.MEMBER));
  }

  @Test
  void anInvitationIsAnsweredByTheOneAsked() {
    assertThatNoException()
        .isThrownBy(() -> invitation.checkAnswer(caller("bob"), Standing.MEMBER));
    refused(Refusal.REQUEST_NOT_YOURS, () -> invitation.checkAnswer(caller("ann"), Standing.OWNER));
  }

  @Test
  void onlyWhoAskedTakesItBack() {
    assertThatNoException().isThrownBy(() -> invitation.checkCancel(caller("ann")));
    refused(Refusal.REQUEST_NOT_YOURS, () -> invitation.checkCancel(caller("bob")));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void itEndsOnce(Outcome outcome) {
    invitation.end(outcome, "bob", NOW);
    assertThat(invitation.isOpen()).isFalse();
    assertThat(invitation.info(null).outcome()).isEqualTo(outcome);
    assertThat(invitation.info(null).endedBy()).isEqualTo("bob");
    refused(Refusal.REQUEST_CLOSED, () -> invitation.end(Outcome.ACCEPTED, "bob", NOW));
  }

  @Test
  void itHasItsTimeOrNoEnd() {
    assertThat(invitation.isOverdue(NOW.plusSeconds(10).minusMillis(1))).isFalse();
    assertThat(invitation.isOverdue(NOW.plusSeconds(10))).isTrue();
    assertThat(application.isOverdue(NOW.plusSeconds(1_000_000))).isFalse();
    invitation.end(Outcome.REJECTED, "bob", NOW);
    assertThat(invitation.isOverdue(NOW.plusSeconds(10))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 86_401, Integer.MAX_VALUE})
  void itsTimeIsAtMostADay(int timeout) {
    refused(Refusal.INVALID_ARGUMENT, () -> request(Action.INVITE_TO_SEAT, "ann", "bob", timeout));
  }

  @Test
  void askingTheSameAgainIsARepetitionAndAnythingElseAConflict() {
    assertThat(application.inTheWayOf(Action.TAKE_SEAT, "bob").refusal())
        .isEqualTo(Refusal.REQUEST_REPEATED);
    assertThat(application.inTheWayOf(Action.INVITE_TO_SEAT, "ann").refusal())
        .isEqualTo(Refusal.REQUEST_IN_CONFLICT);
    assertThat(invitation.inTheWayOf(Action.INVITE_TO_SEAT, "cai").refusal())
        .isEqualTo(Refusal.REQUEST_IN_CONFLICT);
  }

  @Test
  void theHostOfAnotherRoomAnswersAndNobodyElse() {
    RoomKey other = new RoomKey(1, "other");
    Request request = request(Action.CONNECT_OTHER_ROOM, "ann", "bob", 0).toOtherRoom(other);
    assertThat(request.room()).isEqualTo(ROOM);
    assertThat(request.askedRoom()).isEqualTo(other);
    assertThat(request.isAboutOtherRoom()).isTrue();
    assertThatNoException().isThrownBy(() -> request.checkAnswer(caller("bob"), Standing.OWNER));
    refused(Refusal.REQUEST_NOT_YOURS, () -> request.checkAnswer(caller("cai"), Standing.ADMIN));
    refused(Refusal.REQUEST_NOT_YOURS, () -> request.checkAnswer(caller("ann"), Standing.OWNER));
    assertThat(request.info(null).takenBack(NOW).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(invitation.askedRoom()).as("all others stay in their room").isEqualTo(ROOM);
    assertThat(invitation.isAboutOtherRoom()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void whatIsAppliedForIsTheDevice(Device device) {
    Action action = Action.toBeAllowed(device);
    assertThat(action.device()).isEqualTo(device);
    assertThat(action.isApplication()).isTrue();
    assertThat(action.matter()).isEqualTo(device.name());
  }

  @Test
  void nobodyIsAskedForTheScreen() {
    assertThat(Action.toOpen(Device.CAMERA).device()).isEqualTo(Device.CAMERA);
    assertThat(Action.toOpen(Device.MICROPHONE).isApplication()).isFalse();
    refused(Refusal.INVALID_ARGUMENT, () -> Action.toOpen(Device.SCREEN));
  }

  private static Request request(Action action, String asker, String subject, int timeout) {
    return new Request("id", ROOM, action, asker, subject, -1, timeout, NOW);
  }

  private static Caller caller(String userId) {
    return new Caller(1, userId, false, Platform.Web, "");
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
