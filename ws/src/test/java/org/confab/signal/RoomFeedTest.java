package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.confab.chat.Content;
import org.confab.chat.MessageInfo;
import org.confab.chat.MessageSent;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.RoomKey;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Membership;
import org.confab.member.Role;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatEvent.TakenOffSeat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomFeedTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");
  private static final Instant NOW = Instant.EPOCH;

  private final List<RoomFeed> asked = new ArrayList<>();
  private final RoomFeed feed = new RoomFeed(ROOM, asked::add);
  private final FakeSession ann = new FakeSession();

  @BeforeEach
  void annIsInTheRoom() {
    feed.load(new Membership.Page(List.of(member("ann", 1)), 0, 2));
    attach(ann.connection(), "ann", 2);
  }

  @Test
  void eventsAreToldInTheirOrderWhateverOrderTheyComeIn() {
    feed.apply(entered("cai", 4));
    assertThat(ann.frames).isEmpty();
    assertThat(feed.waitsForEvents()).isTrue();

    feed.apply(entered("bob", 3));
    assertThat(ann.methods())
        .containsExactly(
            "onRemoteUserEnterRoom",
            "onRoomUserCountChanged",
            "onRemoteUserEnterRoom",
            "onRoomUserCountChanged");
    assertThat(String.join("", ann.frames)).containsSubsequence("bob", "cai");
  }

  @Test
  void aRepeatedEventIsToldOnce() {
    feed.apply(entered("bob", 3));
    feed.apply(entered("bob", 3));
    assertThat(ann.methods()).hasSize(2);
  }

  @Test
  void whoEntersIsNotToldOfItself() {
    FakeSession bob = new FakeSession();
    feed.apply(entered("bob", 3));
    attach(bob.connection(), "bob", 3);
    assertThat(bob.frames).isEmpty();
  }

  @Test
  void theNextRequestFindsItInTheRoomAndEventsFollowTheAnswer() {
    FakeSession back = new FakeSession();
    Connection connection = back.connection();
    feed.apply(entered("bob", 3));
    feed.attach(
        connection,
        "ann",
        2,
        () -> {
          assertThat(connection.room()).isEqualTo(ROOM);
          connection.send(Rpc.notification("answer", Json.object()));
        });
    assertThat(back.methods())
        .containsExactly("answer", "onRemoteUserEnterRoom", "onRoomUserCountChanged");
  }

  @Test
  void whoComesBackIsToldWhatItMissed() {
    FakeSession back = new FakeSession();
    feed.apply(entered("bob", 3));
    feed.apply(left("bob", 4, LeaveCause.LEAVE));

    assertThat(feed.reaches(3)).isTrue();
    attach(back.connection(), "ann", 3);
    assertThat(back.methods()).containsExactly("onRemoteUserLeaveRoom", "onRoomUserCountChanged");
  }

  @Test
  void anAbsenceLongerThanTheHistoryIsSaid() {
    for (int seq = 3; seq < 1000; seq++) {
      feed.apply(seq % 2 == 1 ? entered("bob", seq) : left("bob", seq, LeaveCause.LEAVE));
    }
    assertThat(feed.reaches(2)).isFalse();
    assertThat(feed.reaches(990)).isTrue();
  }

  @Test
  void theKickedOneIsToldAndTakenOff() {
    FakeSession bob = new FakeSession();
    Connection connection = bob.connection();
    feed.apply(entered("bob", 3));
    attach(connection, "bob", 3);
    feed.apply(left("bob", 4, LeaveCause.KICKED));
    feed.apply(entered("cai", 5));

    assertThat(bob.methods()).containsExactly("onKickedOutOfRoom");
    assertThat(connection.room()).isNull();
  }

  @Test
  void whatIsSaidIsToldOnceToAllAndNotKeptForWhoComesBack() {
    FakeSession back = new FakeSession();
    feed.say(
        new MessageSent(
            new MessageInfo(ROOM, 1, "m", "ann", "", "", "", Content.text("hello"), NOW)));
    attach(back.connection(), "bob", 2);

    assertThat(ann.methods()).containsExactly("onReceiveTextMessage");
    assertThat(back.frames).isEmpty();
    assertThat(feed.seq()).isEqualTo(2);
  }

  @Test
  void onlyTheOneTakenOffItsSeatIsToldSoAlsoWhenItComesBack() {
    FakeSession bob = new FakeSession();
    feed.apply(entered("bob", 3));
    attach(bob.connection(), "bob", 3);
    feed.apply(new TakenOffSeat(caller("ann"), member("bob", 3), 0, "over", 4, NOW));
    feed.apply(new SeatsChanged(caller("ann"), ROOM, List.of(), List.of(), 5, NOW));

    assertThat(bob.methods()).containsExactly("onKickedOffSeat", "onSeatListChanged");
    assertThat(ann.methods()).doesNotContain("onKickedOffSeat").contains("onSeatListChanged");
    FakeSession back = new FakeSession();
    attach(back.connection(), "bob", 3);
    assertThat(back.methods()).containsExactly("onKickedOffSeat", "onSeatListChanged");
    FakeSession annAgain = new FakeSession();
    attach(annAgain.connection(), "ann", 3);
    assertThat(annAgain.methods()).containsExactly("onSeatListChanged");
  }

  @Test
  void inABigRoomComingAndGoingIsGathered() {
    IntStream.range(0, 150).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    int before = ann.frames.size();
    assertThat(asked).as("one flush is asked for").hasSize(1);
    assertThat(ann.methods()).filteredOn("onRemoteUserEnterRoom"::equals).hasSize(RoomFeed.BIG - 1);

    feed.apply(left("user-149", 153, LeaveCause.LEAVE));
    feed.tell();
    assertThat(ann.frames).hasSize(before + 1);
    assertThat(ann.methods()).last().isEqualTo("onRemoteUsersChanged");
    assertThat(ann.frames.get(before)).contains("user-148").contains("\"userCount\":150");
  }

  @Test
  void aListInABigRoomAndTheEventsAfterItGiveEverybody() {
    IntStream.range(0, 150).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    MemberList list = feed.members();
    FakeSession late = new FakeSession();
    attach(late.connection(), "user-140", list.seq);
    feed.tell();

    String known = list.page(0) + String.join("", late.frames);
    IntStream.range(0, 150).forEach(i -> assertThat(known).contains("\"user-" + i + "\""));
  }

  @Test
  void aReaderThatStopsIsDroppedAndOthersAreNot() {
    FakeSession bob = new FakeSession();
    bob.reading = false;
    feed.apply(entered("bob", 3));
    attach(bob.connection(), "bob", 3);
    for (int seq = 4; seq < 4 + 2 * Outbox.MOST_MESSAGES; seq++) {
      feed.apply(seq % 2 == 0 ? entered("cai", seq) : left("cai", seq, LeaveCause.LEAVE));
    }
    assertThat(bob.closeCode).isEqualTo(4413);
    assertThat(ann.closeCode).isZero();
    assertThat(ann.methods()).hasSize(2 + 4 * Outbox.MOST_MESSAGES);
  }

  private void attach(Connection connection, String userId, long knows) {
    feed.attach(connection, userId, knows, () -> {});
  }

  private static MemberInfo member(String userId, long entry) {
    return new MemberInfo(
        ROOM, userId, "", "", "", Role.MEMBER, "", List.of(), false, false, false, false, entry);
  }

  private static MemberEntered entered(String userId, long seq) {
    return new MemberEntered(caller(userId), member(userId, seq), 2, seq, NOW);
  }

  private static MemberLeft left(String userId, long seq, LeaveCause cause) {
    return new MemberLeft(caller(userId), member(userId, seq), cause, "", 1, seq, NOW);
  }

  private static Caller caller(String userId) {
    return new Caller(1, userId, false, Platform.Web, "");
  }
}
