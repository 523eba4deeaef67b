package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.RoomKey;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");
  private static final Caller BOB = new Caller(1, "bob", false, Platform.Web, "");

  private final Connections connections = new Connections();
  private final Connection bob = new FakeSession().connection();

  @BeforeEach
  void bobIsIn() {
    assertThat(connections.loggedIn(BOB.user(), bob)).isEmpty();
    bob.enter(ROOM, 5);
  }

  @Test
  void whoIsOutOfARoomAsksForNothingInItAnyMore() {
    connections.left(left("bob", 6));
    assertThat(bob.room()).isNull();
  }

  @Test
  void whoLeftBeforeOrIsAnotherStays() {
    connections.left(left("bob", 4));
    connections.left(left("ann", 6));
    assertThat(bob.room()).isEqualTo(ROOM);
  }

  @Test
  void ofTwoLoginsTheLaterCountsWhicheverIsReadyFirst() {
    Connection first = loggingIn(1);
    Connection second = loggingIn(2);
    assertThat(connections.loggedIn(BOB.user(), second)).contains(bob);
    assertThat(connections.loggedIn(BOB.user(), first)).contains(first);
    assertThat(connections.of(BOB.user())).contains(second);

    Connection gone = loggingIn(3);
    gone.closed();
    assertThat(connections.loggedIn(BOB.user(), gone)).contains(gone);
    assertThat(connections.of(BOB.user())).contains(second);
  }

  private static Connection loggingIn(long login) {
    Connection connection = new FakeSession().connection();
    connection.identify(new Connection.Identity(BOB, "token", Instant.MAX, login));
    return connection;
  }

  private static MemberLeft left(String userId, long seq) {
    MemberInfo member =
        new MemberInfo(
            ROOM, userId, "", "", "", Role.MEMBER, "", List.of(), false, false, false, false, 1);
    return new MemberLeft(BOB, member, LeaveCause.KICKED, "", 1, seq, Instant.EPOCH);
  }
}
