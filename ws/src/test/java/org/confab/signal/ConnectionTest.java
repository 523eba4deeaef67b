package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.RoomKey;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final int TOO_MANY = 4429;

  private final FakeSession session = new FakeSession();
  private final Connection connection = session.connection();

  @Test
  void whoHasNotLoggedInIsSilentWhateverItSays() {
    connection.heard(9_000);
    assertThat(connection.silence(10_000)).isEqualTo(10_000);
    connection.identify(
        new Connection.Identity(
            new Caller(1, "ann", false, Platform.Web, ""), "token", Instant.MAX, 1));
    assertThat(connection.silence(10_000)).isEqualTo(1_000);
  }

  @Test
  void whoHasEnteredAgainIsNotTakenOutByWhatCameBefore() {
    RoomKey room = new RoomKey(1, "r");
    connection.enter(room, 3);
    connection.leave(new RoomKey(1, "other"), 9);
    connection.leave(room, 3);
    assertThat(connection.room()).isEqualTo(room);
    connection.leave(room, 4);
    assertThat(connection.room()).isNull();
    connection.enter(room, 5);
    connection.leave(room, 4);
    assertThat(connection.room()).isEqualTo(room);
  }

  @Test
  void requestsWaitForTheOneUnderWay() {
    assertThat(connection.begin("first")).isTrue();
    assertThat(connection.begin("second")).isFalse();
    assertThat(connection.next()).isEqualTo("second");
    assertThat(connection.next()).isNull();
    assertThat(connection.begin("third")).isTrue();
  }

  @Test
  void notTooManyWait() {
    for (int i = 0; i < 257; i++) {
      boolean unused = connection.begin("frame");
      assertThat(session.closeCode).isZero();
    }
    assertThat(connection.begin("one more")).isFalse();
    assertThat(session.closeCode).isEqualTo(TOO_MANY);
  }

  @Test
  void notTooMuchWaits() {
    String frame = "x".repeat(262_144);
    for (int i = 0; i < 5; i++) {
      boolean unused = connection.begin(frame);
      assertThat(session.closeCode).isZero();
    }
    assertThat(connection.begin(frame)).isFalse();
    assertThat(session.closeCode).isEqualTo(TOO_MANY);
  }

  @Test
  void whatWaitsIsForgottenWhenItIsSentAway() {
    assertThat(connection.begin("logout")).isTrue();
    assertThat(connection.begin("enterRoom")).isFalse();
    connection.closeAfterWriting(CloseCode.GOODBYE);
    assertThat(connection.next()).isNull();
  }

  @Test
  void whatWaitsIsDoneThoughTheSocketIsGone() {
    assertThat(connection.begin("sendTextMessage")).isTrue();
    assertThat(connection.begin("exitRoom")).isFalse();
    connection.closed();
    assertThat(connection.next()).isEqualTo("exitRoom");
  }

  /** It does not read what is left, so that closing would wait for ever. */
  @Test
  void whoIsNotThereIsCutOff() {
    session.reading = false;
    connection.send("first");
    connection.closeAfterWriting(CloseCode.EXPIRED);
    assertThat(session.closeCode).isZero();
    connection.cut(CloseCode.SILENT);
    assertThat(session.closeCode).isEqualTo(4408);
  }
}
