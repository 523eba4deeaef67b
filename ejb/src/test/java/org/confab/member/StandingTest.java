package org.confab.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  @Test
  void theApplicationIsAboveWhateverRoleItHas() {
    Caller application = new Caller(1, "a", true, Platform.RESTAPI, "");
    Caller user = new Caller(1, "a", false, Platform.Web, "");
    assertThat(Standing.of(application, Role.MEMBER)).isEqualTo(Standing.APPLICATION);
    assertThat(Standing.of(user, Role.ADMIN)).isEqualTo(Standing.ADMIN);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, OWNER, ",
    "APPLICATION, MEMBER, ",
    "OWNER, ADMIN, ",
    "OWNER, OWNER, NEED_OWNER",
    "ADMIN, MEMBER, ",
    "ADMIN, ADMIN, NEED_OWNER",
    "ADMIN, OWNER, NEED_OWNER",
    "MEMBER, MEMBER, NEED_ADMIN"
  })
  void whoMaySendWhomOutAndAskWhomAndCloseItsDevices(
      Standing standing, Role other, @Nullable Refusal refusal) {
    check(refusal, () -> standing.checkRemoval("bob", other));
    check(refusal, () -> standing.checkClosing("bob", other));
    check(refusal, () -> standing.checkAsking("bob", other));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, false, ",
    "OWNER, false, ",
    "ADMIN, false, ",
    "MEMBER, true, ",
    "MEMBER, false, NEED_ADMIN"
  })
  void whoMayWriteACard(Standing standing, boolean ofItself, @Nullable Refusal refusal) {
    check(
        refusal, () -> standing.checkChange(new MemberChange("bob", "Bob", null, null), ofItself));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, false, ",
    "OWNER, false, ",
    "ADMIN, false, NEED_OWNER",
    "MEMBER, true, NEED_OWNER"
  })
  void onlyTheOwnerGivesRoles(Standing standing, boolean ofItself, @Nullable Refusal refusal) {
    check(
        refusal,
        () -> standing.checkChange(new MemberChange("bob", null, Role.ADMIN, null), ofItself));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATION, OWNER, ",
    "OWNER, ADMIN, ",
    "OWNER, OWNER, NEED_OWNER",
    "ADMIN, MEMBER, ",
    "ADMIN, ADMIN, NEED_OWNER",
    "MEMBER, MEMBER, NEED_ADMIN"
  })
  void whoMayTakeTheWordFromWhom(Standing standing, Role other, @Nullable Refusal refusal) {
    check(refusal, () -> standing.checkMuting("bob", other));
  }

  private static void check(@Nullable Refusal refusal, ThrowingCallable call) {
    if (refusal == null) {
      assertThatNoException().isThrownBy(call);
    } else {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(call)
          .satisfies(problem -> assertThat(problem.refusal()).isEqualTo(refusal));
    }
  }
}
