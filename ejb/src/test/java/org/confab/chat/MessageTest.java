package org.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;
import org.confab.room.RoomType;
import org.confab.room.SeatMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");

  @Test
  void itKeepsWhoSaidItAsTheSenderWasThen() {
    Message message =
        Message.write(
            room(false),
            sender(Role.MEMBER, false),
            "m1",
            Content.text("hello"),
            7,
            Instant.ofEpochMilli(5));
    assertThat(message.info())
        .isEqualTo(
            new MessageInfo(
                ROOM,
                7,
                "m1",
                "bob",
                "Bob",
                "Chair",
                "b.png",
                Content.text("hello"),
                Instant.ofEpochMilli(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "MEMBER, false, false, ",
    "MEMBER, true, false, MESSAGES_OFF",
    "ADMIN, true, false, ",
    "OWNER, true, false, ",
    "MEMBER, false, true, MESSAGES_OFF_FOR_MEMBER",
    "MEMBER, true, true, MESSAGES_OFF_FOR_MEMBER",
    "ADMIN, false, true, MESSAGES_OFF_FOR_MEMBER"
  })
  void whoMaySaySomething(Role role, boolean offForAll, boolean off, @Nullable Refusal refusal) {
    check(
        refusal,
        () ->
            Message.write(
                room(offForAll), sender(role, off), "m", Content.text("x"), 1, Instant.EPOCH));
  }

  @Test
  void aMessageHas12KiloBytesTogether() {
    check(null, () -> Content.text("x".repeat(12_288)).check());
    check(null, () -> Content.text("会".repeat(4_096)).check());
    check(Refusal.INVALID_ARGUMENT, () -> Content.text("会".repeat(4_096) + "x").check());
    check(null, () -> Content.custom("x".repeat(12_286), "d", "e").check());
    check(Refusal.INVALID_ARGUMENT, () -> Content.custom("x".repeat(12_287), "d", "e").check());
  }

  @Test
  void wordsAreNotEmptyAndDataMayBe() {
    check(Refusal.INVALID_ARGUMENT, () -> Content.text("").check());
    check(null, () -> Content.custom("", "", "").check());
    check(Refusal.INVALID_ARGUMENT, () -> Content.custom("a\0b", "", "").check());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a\n"})
  void idsAreShortAndPlain(String id) {
    check(Refusal.INVALID_ARGUMENT, () -> Message.checkId(id));
    check(null, () -> Message.checkId("x".repeat(64)));
    check(Refusal.INVALID_ARGUMENT, () -> Message.checkId("x".repeat(65)));
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

  private static MemberInfo sender(Role role, boolean messageDisabled) {
    return new MemberInfo(
        ROOM,
        "bob",
        "Bob",
        "Chair",
        "b.png",
        role,
        "",
        List.of(),
        false,
        false,
        false,
        messageDisabled,
        1);
  }

  private static RoomInfo room(boolean messageDisabled) {
    return new RoomInfo(
        ROOM,
        "r",
        RoomType.CONFERENCE,
        "ann",
        "",
        300,
        20,
        false,
        SeatMode.FREE_TO_TAKE,
        false,
        false,
        messageDisabled,
        false,
        false,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        RoomStatus.RUNNING,
        Instant.EPOCH,
        2,
        8);
  }
}
