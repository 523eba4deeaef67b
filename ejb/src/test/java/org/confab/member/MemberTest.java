package org.confab.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.app.Profile;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.Device;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberTest {
  private final Member bob =
      new Member(new RoomKey(1, "r"), new Profile("bob", "Bob", "", ""), 1, "c", Instant.EPOCH);

  @Test
  void onlyWhatIsSaidChanges() {
    bob.change(change("Bobby", Role.ADMIN, "{\"k\":1}"), false);
    bob.change(change(null, null, null), false);
    MemberInfo info = bob.info(false);
    assertThat(info.nameCard()).isEqualTo("Bobby");
    assertThat(info.role()).isEqualTo(Role.ADMIN);
    assertThat(info.customInfo()).isEqualTo("{\"k\":1}");
    bob.change(change("", Role.MEMBER, ""), false);
    assertThat(bob.info(false).role()).isEqualTo(Role.MEMBER);
    assertThat(bob.info(false).nameCard()).isEmpty();
  }

  @Test
  void whatIsAllowedIsOneDevice() {
    bob.allow(Device.CAMERA);
    assertThat(bob.isAllowed(Device.CAMERA)).isTrue();
    assertThat(bob.isAllowed(Device.MICROPHONE)).isFalse();
    assertThat(bob.isAllowed(Device.SCREEN)).isFalse();
  }

  @Test
  void whatIsClosedIsOneDeviceAndHasToBeAllowedAnew() {
    bob.send(true, true);
    bob.share(true);
    bob.allow(Device.MICROPHONE);
    bob.allow(Device.CAMERA);
    bob.close(Device.MICROPHONE);
    MemberInfo info = bob.info(false);
    assertThat(info.audio()).isFalse();
    assertThat(info.video()).isTrue();
    assertThat(info.screen()).isTrue();
    assertThat(bob.isAllowed(Device.MICROPHONE)).isFalse();
    assertThat(bob.isAllowed(Device.CAMERA)).isTrue();
    bob.close(Device.CAMERA);
    bob.close(Device.SCREEN);
    assertThat(bob.info(false).video()).isFalse();
    assertThat(bob.info(false).screen()).isFalse();
  }

  @Test
  void whatOthersHaveClosedIsKnownUntilItIsOpenedAgain() {
    bob.send(true, true);
    bob.close(Device.MICROPHONE);
    bob.stop(Device.SCREEN);
    bob.send(false, false);
    assertThat(bob.closedDevices()).containsExactly(Device.MICROPHONE, Device.SCREEN);
    bob.send(false, true);
    bob.share(true);
    assertThat(bob.closedDevices()).containsExactly(Device.MICROPHONE);
    bob.send(true, true);
    bob.send(false, false);
    assertThat(bob.closedDevices()).as("closed by itself").isEmpty();
  }

  @Test
  void whatIsStoppedNeedNotBeAllowedAnew() {
    bob.allow(Device.CAMERA);
    bob.send(false, true);
    bob.stop(Device.CAMERA);
    assertThat(bob.info(false).video()).isFalse();
    assertThat(bob.isAllowed(Device.CAMERA)).isTrue();
  }

  @Test
  void cardsHave32BytesAndInfos60() {
    bob.change(change("x".repeat(32), null, "y".repeat(60)), false);
    refused(Refusal.INVALID_ARGUMENT, () -> bob.change(change("会".repeat(11), null, null), false));
    refused(Refusal.INVALID_ARGUMENT, () -> bob.change(change(null, null, "y".repeat(61)), false));
  }

  @Test
  void aRefusedChangeChangesNothing() {
    MemberInfo before = bob.info(true);
    refused(Refusal.OWNER_KEEPS_ROLE, () -> bob.change(change("B", Role.ADMIN, "{\"k\":1}"), true));
    assertThat(bob.info(true)).isEqualTo(before);
  }

  @Test
  void nobodyIsMadeOwnerByARole() {
    refused(Refusal.INVALID_ARGUMENT, () -> bob.change(change(null, Role.OWNER, null), false));
  }

  @Test
  void theOwnerKeepsItsRoleAndMayBeDescribed() {
    refused(Refusal.OWNER_KEEPS_ROLE, () -> bob.change(change(null, Role.ADMIN, null), true));
    bob.change(change("Host", Role.OWNER, null), true);
    assertThat(bob.info(true).nameCard()).isEqualTo("Host");
  }

  @Test
  void anAdminThatBecomesOwnerIsAMemberLikeOthersAfterwards() {
    bob.change(change(null, Role.ADMIN, null), false);
    bob.own();
    assertThat(bob.info(true).role()).isEqualTo(Role.OWNER);
    assertThat(bob.info(false).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void whoBecomesOwnerHasItsSay() {
    bob.switchMessages(true);
    assertThat(bob.info(false).messageDisabled()).isTrue();
    bob.own();
    assertThat(bob.info(true).messageDisabled()).isFalse();
  }

  private static MemberChange change(
      @Nullable String nameCard, @Nullable Role role, @Nullable String customInfo) {
    return new MemberChange("bob", nameCard, role, customInfo);
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
