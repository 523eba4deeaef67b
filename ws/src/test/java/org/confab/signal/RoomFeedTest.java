package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.confab.member.MemberEvent.MemberChanged;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberInfo;
import org.confab.member.Membership;
import org.confab.member.Role;
import org.confab.otherroom.OtherRoomEvent.OtherRoomConnected;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.request.Action;
import org.confab.request.Outcome;
import org.confab.request.RequestEvent.RequestEnded;
import org.confab.request.RequestEvent.RequestOpened;
import org.confab.request.RequestInfo;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatEvent.TakenOffSeat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomFeedTest {
  private static final RoomKey ROOM = new RoomKey(1, "r");
  private static final RoomKey OTHER_ROOM = new RoomKey(1, "other");
  private static final Instant NOW = Instant.EPOCH;

  private final List<RoomFeed> asked = new ArrayList<>();
  private final RoomFeed feed = new RoomFeed(ROOM, asked::add);
  private final FakeSession ann = new FakeSession();

  @BeforeEach
  void annIsInTheRoom() {
    feed.load(new Membership.Page(List.of(member("ann", 1)), 0, 2), List.of());
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
    enter(bob, "bob", 3);
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
        seq -> {
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
    Connection connection = enter(bob, "bob", 3);
    feed.apply(left("bob", 4, LeaveCause.KICKED));
    feed.apply(entered("cai", 5));

    assertThat(bob.methods()).containsExactly("onKickedOutOfRoom");
    assertThat(connection.room()).isNull();
  }

  @Test
  void whoCameBackInTheMomentOfItsExpiryIsToLogInAgain() {
    FakeSession bob = new FakeSession();
    enter(bob, "bob", 3);
    feed.apply(left("bob", 4, LeaveCause.EXPIRED));

    assertThat(bob.closeCode).isEqualTo(CloseCode.OUT_OF_STEP.getCode());
  }

  /** It was sent out, and is in again before that is heard of. */
  @Test
  void whoHasEnteredAgainStays() {
    FakeSession bob = new FakeSession();
    Connection connection = bob.connection();
    feed.apply(entered("bob", 3));
    attach(connection, "bob", 5);
    feed.apply(left("bob", 4, LeaveCause.KICKED));
    feed.apply(entered("bob", 5));
    feed.apply(entered("cai", 6));

    assertThat(connection.room()).isEqualTo(ROOM);
    assertThat(bob.methods()).containsExactly("onRemoteUserEnterRoom", "onRoomUserCountChanged");
  }

  @Test
  void whoWasSentOutBeforeItsOwnEnteringIsAnsweredHasLeft() {
    assertThat(feed.hasLeft("bob", 3)).as("not heard of yet").isFalse();
    feed.apply(entered("bob", 3));
    assertThat(feed.hasLeft("bob", 3)).isFalse();
    feed.apply(left("bob", 4, LeaveCause.KICKED));
    assertThat(feed.hasLeft("bob", 3)).isTrue();
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
    enter(bob, "bob", 3);
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
  void anApplicationIsPutToWhoDecidesAlsoToWhoComesToDecideLater() {
    FakeSession bob = new FakeSession();
    enter(bob, "bob", 3);
    feed.apply(opened(Action.TAKE_SEAT, "bob", "bob", 4));
    assertThat(ann.methods()).doesNotContain("onRequestReceived");

    feed.apply(new MemberChanged(caller("ann"), member("ann", 1), admin("ann", 1), 5, NOW));
    assertThat(ann.methods()).filteredOn("onRequestReceived"::equals).hasSize(1);
    FakeSession back = new FakeSession();
    attach(back.connection(), "ann", 5);
    assertThat(back.methods()).containsExactly("onRequestReceived");

    feed.apply(ended(Action.TAKE_SEAT, "bob", "bob", Outcome.CANCELLED, "bob", 6));
    assertThat(back.methods()).last().isEqualTo("onRequestCancelled");
    assertThat(bob.methods()).last().isEqualTo("onRequestCallback");
    assertThat(bob.methods()).doesNotContain("onRequestReceived", "onRequestCancelled");
    FakeSession later = new FakeSession();
    attach(later.connection(), "ann", 6);
    assertThat(later.frames).isEmpty();
  }

  @Test
  void anInvitationIsPutToOneAloneAgainWhenItComesBack() {
    FakeSession bob = new FakeSession();
    enter(bob, "bob", 3);
    feed.apply(opened(Action.INVITE_TO_SEAT, "ann", "bob", 4));
    assertThat(bob.methods()).containsExactly("onRequestReceived");
    assertThat(ann.methods()).doesNotContain("onRequestReceived");
    FakeSession back = new FakeSession();
    attach(back.connection(), "bob", 3);
    assertThat(back.methods())
        .as("once, with what was missed")
        .containsExactly("onRequestReceived");

    feed.apply(ended(Action.INVITE_TO_SEAT, "ann", "bob", Outcome.ACCEPTED, "bob", 5));
    assertThat(back.methods()).as("who answered knows").hasSize(1);
    assertThat(ann.methods()).last().isEqualTo("onRequestCallback");
  }

  @Test
  void whoBringsARoomBackIsToldWhatIsOpenThere() {
    RoomFeed again = new RoomFeed(ROOM, asked::add);
    RequestInfo invitation = request(Action.INVITE_TO_SEAT, "ann", "bob", null, "");
    again.load(new Membership.Page(List.of(member("bob", 1)), 0, 9), List.of(invitation));
    FakeSession bob = new FakeSession();
    again.attach(bob.connection(), "bob", 8, seq -> {});
    assertThat(bob.methods()).containsExactly("onRequestReceived");
  }

  @Test
  void whoCannotBeToldAllItMissedIsToldHowItsRequestsEnded() {
    feed.apply(ended(Action.INVITE_TO_SEAT, "ann", "bob", Outcome.REJECTED, "bob", 3));
    assertThat(feed.endings("ann")).hasSize(1).first().asString().contains("onRequestCallback");
    assertThat(feed.endings("bob")).hasSize(1).first().asString().contains("onRequestProcessed");
    assertThat(feed.endings("cai")).isEmpty();
    feed.apply(
        new RequestOpened(
            caller("ann"),
            request(Action.OPEN_CAMERA, "ann", "bob", null, ""),
            4,
            NOW.plusSeconds(61)));
    assertThat(feed.endings("ann")).as("a minute later").isEmpty();
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
  void whoLeavesARoomThatIsBigNoMoreIsGoneForAll() {
    int others = RoomFeed.BIG - 1;
    IntStream.range(0, others).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    feed.apply(entered("late", 3 + others));
    feed.apply(left("user-0", 4 + others, LeaveCause.LEAVE));
    feed.apply(left("late", 5 + others, LeaveCause.LEAVE));
    feed.tell();
    assertThat(ann.methods())
        .endsWith("onRemoteUsersChanged", "onRemoteUserLeaveRoom", "onRoomUserCountChanged");
  }

  @Test
  void whoComesBackToARoomThatIsBigNoMoreIsThereForAll() {
    int others = RoomFeed.BIG;
    IntStream.range(0, others).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    feed.tell();
    feed.apply(left("user-0", 3 + others, LeaveCause.LEAVE));
    feed.apply(left("user-1", 4 + others, LeaveCause.LEAVE));
    feed.apply(entered("user-0", 5 + others));
    feed.tell();
    assertThat(ann.methods()).endsWith("onRemoteUserEnterRoom", "onRoomUserCountChanged");
  }

  @Test
  void aConnectionThatIsGoneIsNotAttached() {
    Connection gone = new FakeSession().connection();
    gone.closed();
    attach(gone, "ann", 2);
    feed.apply(entered("bob", 3));
    assertThat(ann.methods()).contains("onRemoteUserEnterRoom");
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
  void aListInABigRoomHasTheLatestCards() {
    IntStream.range(0, 150).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    feed.tell();
    assertThat(feed.members().seq).isEqualTo(152);
    feed.apply(
        new MemberChanged(
            caller("ann"), member("user-7", 10), called("Seven", "user-7", 10), 153, NOW));
    MemberList list = feed.members();
    assertThat(list.seq).isEqualTo(153);
    assertThat(list.page(0).toString()).contains("Seven");
    assertThat(feed.members()).as("not made anew for everybody who asks").isSameAs(list);
  }

  @Test
  void membersAreListedByTagPageByPage() {
    for (int i = 0; i < 2002; i++) {
      feed.apply(entered("user-" + i, 3 + i));
    }
    long seq = 2004;
    for (int i = 0; i < 2002; i += 2) {
      seq++;
      feed.apply(
          new MemberChanged(
              caller("ann"),
              member("user-" + i, 3 + i),
              tagged(1000, "user-" + i, 3 + i),
              seq,
              NOW));
    }
    JsonNode first = Json.read(Json.write(feed.members().tagged(1000, 0)));
    assertThat(first.path("userList")).hasSize(1000);
    assertThat(first.at("/userList/1/userId").asText()).isEqualTo("user-2");
    JsonNode rest =
        Json.read(Json.write(feed.members().tagged(1000, first.path("nextSequence").asLong())));
    assertThat(rest.path("userList")).hasSize(1);
    assertThat(rest.path("nextSequence").asLong()).isZero();
    assertThat(Json.read(Json.write(feed.members().tagged(1001, 0))).path("userList")).isEmpty();
  }

  @Test
  void whenAnEventIsLostAllComeBackAndReadTheRoomAnew() {
    feed.apply(entered("cai", 4));
    assertThat(feed.waitsForEvents()).isTrue();

    feed.load(new Membership.Page(List.of(member("ann", 1), member("cai", 4)), 0, 4), List.of());
    assertThat(ann.closeCode).isEqualTo(4410);
    assertThat(feed.reaches(2)).as("so that it asks for everything").isFalse();
  }

  @Test
  void whoMakesTheRoomBigIsListedThoseWhoCameBefore() {
    IntStream.range(0, RoomFeed.BIG).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    String listed = feed.members().page(0).toString();
    IntStream.range(0, RoomFeed.BIG - 1)
        .forEach(i -> assertThat(listed).contains("\"user-" + i + "\""));
  }

  @Test
  void whoAskedAnotherRoomIsToldTheOutcomeInItsOwn() {
    FakeSession bob = new FakeSession();
    enter(bob, "bob", 3);
    ann.frames.clear();
    feed.apply(ended(Action.CONNECT_OTHER_ROOM, "ann", "cai", Outcome.ACCEPTED, "cai", 4));
    assertThat(ann.methods()).containsExactly("onRequestCallback");
    assertThat(ann.frames.get(0)).contains("\"roomId\":\"r\"");
    assertThat(bob.methods()).isEmpty();
  }

  @Test
  void everybodyIsToldOfAnotherRoom() {
    FakeSession bob = new FakeSession();
    enter(bob, "bob", 3);
    feed.apply(new OtherRoomConnected(caller("cai"), ROOM, member("cai", 1), 4, NOW));
    feed.apply(new OtherRoomDisconnected(caller("cai"), ROOM, OTHER_ROOM, 5, NOW));
    assertThat(bob.methods()).containsExactly("onOtherRoomConnected", "onOtherRoomDisconnected");
    assertThat(ann.methods())
        .containsSubsequence("onOtherRoomConnected", "onOtherRoomDisconnected");
    FakeSession back = new FakeSession();
    attach(back.connection(), "bob", 4);
    assertThat(back.methods()).as("who comes back").containsExactly("onOtherRoomDisconnected");
  }

  @Test
  void theLastOfManyIsToldOfThoseWhoCameWithIt() {
    int last = 3 + 149;
    IntStream.range(0, 150).forEach(i -> feed.apply(entered("user-" + i, 3 + i)));
    FakeSession late = new FakeSession();
    List<Long> answered = new ArrayList<>();
    feed.attach(late.connection(), "user-149", last, answered::add);
    String listed = feed.members().page(0).toString();
    feed.tell();

    String known = listed + String.join("", late.frames);
    IntStream.range(0, 150).forEach(i -> assertThat(known).contains("\"user-" + i + "\""));
    FakeSession back = new FakeSession();
    attach(back.connection(), "user-149", answered.get(0));
    assertThat(back.methods()).as("when it comes back").containsExactly("onRemoteUsersChanged");
  }

  @Test
  void aReaderThatStopsIsDroppedAndOthersAreNot() {
    FakeSession bob = new FakeSession();
    bob.reading = false;
    enter(bob, "bob", 3);
    for (int seq = 4; seq < 4 + 2 * Outbox.MOST_MESSAGES; seq++) {
      feed.apply(seq % 2 == 0 ? entered("cai", seq) : left("cai", seq, LeaveCause.LEAVE));
    }
    assertThat(bob.closeCode).isEqualTo(4413);
    assertThat(ann.closeCode).isZero();
    assertThat(ann.methods()).hasSize(2 + 4 * Outbox.MOST_MESSAGES);
  }

  private void attach(Connection connection, String userId, long knows) {
    feed.attach(connection, userId, knows, seq -> {});
  }

  private static MemberInfo member(String userId, long entry) {
    return new MemberInfo(
        ROOM, userId, "", "", "", Role.MEMBER, "", List.of(), false, false, false, false, entry);
  }

  private static MemberInfo called(String card, String userId, long entry) {
    return new MemberInfo(
        ROOM, userId, "", card, "", Role.MEMBER, "", List.of(), false, false, false, false, entry);
  }

  private static MemberInfo tagged(int tag, String userId, long entry) {
    return new MemberInfo(
        ROOM, userId, "", "", "", Role.MEMBER, "", List.of(tag), false, false, false, false, entry);
  }

  private static MemberInfo admin(String userId, long entry) {
    return new MemberInfo(
        ROOM, userId, "", "", "", Role.ADMIN, "", List.of(), false, false, false, false, entry);
  }

  private static RequestOpened opened(Action action, String asker, String subject, long seq) {
    return new RequestOpened(caller(asker), request(action, asker, subject, null, ""), seq, NOW);
  }

  private static RequestEnded ended(
      Action action, String asker, String subject, Outcome outcome, String by, long seq) {
    return new RequestEnded(
        caller(by), ROOM, request(action, asker, subject, outcome, by), seq, NOW);
  }

  private static RequestInfo request(
      Action action, String asker, String subject, @Nullable Outcome outcome, String by) {
    return new RequestInfo(
        "q",
        ROOM,
        action == Action.CONNECT_OTHER_ROOM ? OTHER_ROOM : ROOM,
        action,
        asker,
        "",
        "",
        "",
        subject,
        0,
        NOW,
        outcome,
        by,
        outcome == null ? null : NOW);
  }

  private static MemberEntered entered(String userId, long seq) {
    return new MemberEntered(caller(userId), member(userId, seq), 2, seq, NOW);
  }

  /** Somebody enters, and is attached as of that. */
  private Connection enter(FakeSession session, String userId, long seq) {
    Connection connection = session.connection();
    feed.apply(entered(userId, seq));
    attach(connection, userId, seq);
    return connection;
  }

  private static MemberLeft left(String userId, long seq, LeaveCause cause) {
    return new MemberLeft(caller(userId), member(userId, seq), cause, "", 1, seq, NOW);
  }

  private static Caller caller(String userId) {
    return new Caller(1, userId, false, Platform.Web, "");
  }
}
