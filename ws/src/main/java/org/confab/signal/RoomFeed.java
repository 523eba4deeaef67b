package org.confab.signal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.confab.chat.MessageSent;
import org.confab.json.Json;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;
import org.confab.member.LeaveCause;
import org.confab.member.MemberEvent;
import org.confab.member.MemberEvent.MemberChanged;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberEvent.StreamsChanged;
import org.confab.member.MemberInfo;
import org.confab.member.Membership;
import org.confab.member.Role;
import org.confab.otherroom.OtherRoomEvent;
import org.confab.otherroom.OtherRoomEvent.OtherRoomConnected;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.request.RequestEvent;
import org.confab.request.RequestEvent.RequestEnded;
import org.confab.request.RequestEvent.RequestOpened;
import org.confab.request.RequestInfo;
import org.confab.room.RoomEvent;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.seat.SeatEvent;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.confab.seat.SeatEvent.TakenOffSeat;

/**
 * What is said in one room to those connected here. It applies the room's committed events in the
 * order of their {@code seq}, whatever order they arrive in, keeps who is in the room, and writes
 * each event once for all.
 *
 * <p>In a big room entering and leaving is gathered and told in one event every quarter of a
 * second; lists of members are as of the last one. All methods run in the room's {@link Lane}.
 */
final class RoomFeed {
  /** From how many members on entering and leaving is gathered (design: over 100). */
  static final int BIG = 100;

  final RoomKey key;

  private final Map<String, Receiver> receivers = new HashMap<>();
  private final Map<String, MemberInfo> roster = new LinkedHashMap<>();
  private final TreeMap<Long, DomainEvent> early = new TreeMap<>();
  private final Map<String, MemberInfo> entered = new LinkedHashMap<>();
  private final Map<String, MemberInfo> left = new LinkedHashMap<>();
  private final Consumer<RoomFeed> gather;
  private final RequestBoard board = new RequestBoard();
  private History history = new History(0);
  private boolean loaded;
  private boolean gathering;
  private long seq;

  /**
   * A connection.
   *
   * @param knows up to which {@code seq} it knows what happened
   * @param in as of which {@code seq} its user is in the room
   */
  private record Receiver(Connection connection, long knows, long in) {}

  private MemberList list = new MemberList(List.of(), 0);

  /**
   * @param gather asks for {@link #tell} in a quarter of a second
   */
  RoomFeed(RoomKey key, Consumer<RoomFeed> gather) {
    this.key = key;
    this.gather = gather;
  }

  boolean isLoaded() {
    return loaded;
  }

  boolean isDeserted() {
    return receivers.isEmpty();
  }

  /**
   * Starts from the room as it was at one moment; events up to then are in it. Connections that
   * were told of the room before come back and read it anew, since nobody knows what they missed.
   *
   * @param remembered the requests as of that moment or later: noting what happens to them twice
   *     does no harm
   */
  void load(Membership.Page snapshot, List<RequestInfo> remembered) {
    roster.clear();
    snapshot.members().forEach(member -> roster.put(member.userId(), member));
    seq = snapshot.seq();
    history = new History(seq);
    board.load(remembered);
    loaded = true;
    list(seq);
    receivers.values().forEach(r -> r.connection().closeAfterWriting(CloseCode.OUT_OF_STEP));
    receivers.clear();
    early.headMap(seq, true).clear();
    applyEarly();
  }

  /** Whether a gap has been open: events arrived, but one before them did not. */
  boolean waitsForEvents() {
    return !early.isEmpty();
  }

  /**
   * Adds a connection that knows the room as of the {@code seq}, and sends it what it is asked and
   * what happened since.
   *
   * @param answer answers the request that brought it here, with the {@code seq} as of which the
   *     client is told what follows: with the answer the client's next request may begin, which
   *     must find it in the room, and events come after the answer
   */
  void attach(Connection connection, String userId, long knows, LongConsumer answer) {
    long told = gathering ? Math.min(knows, list.seq) : knows;
    if (connection.isClosing()) {
      answer.accept(told);
      return;
    }
    receivers.put(userId, new Receiver(connection, told, knows));
    connection.enter(key, knows);
    answer.accept(told);
    board.toAnswer(userId, isModerator(userId), told).forEach(connection::send);
    for (History.Entry entry : history.after(told)) {
      if (entry.audience().test(userId)) {
        entry.messages().forEach(connection::send);
      }
    }
  }

  /**
   * How requests that concern the user ended a moment ago, for one who cannot be told all it
   * missed.
   */
  List<String> endings(String userId) {
    List<String> messages = new ArrayList<>();
    for (RequestInfo request : board.ended()) {
      if (mayAnswer(userId, request)) {
        messages.add(RequestMessages.ended(request, person(request), seq));
      }
      if (userId.equals(request.askerId())) {
        messages.add(RequestMessages.callback(request, seq));
      }
    }
    return messages;
  }

  /** Whether a user who was in the room as of a {@code seq} is known to have left it since. */
  boolean hasLeft(String userId, long asOf) {
    return seq >= asOf && !roster.containsKey(userId);
  }

  boolean reaches(long knows) {
    return history.reaches(knows) && knows <= seq;
  }

  long seq() {
    return seq;
  }

  /** The connection is gone; the user's newer one stays. */
  void detach(Connection connection, String userId) {
    Receiver receiver = receivers.get(userId);
    if (receiver != null && receiver.connection() == connection) {
      receivers.remove(userId);
    }
  }

  /** The members as clients see them now: while changes are gathered, as before these. */
  MemberList members() {
    if (!isBig()) {
      tell();
    }
    if (!gathering) {
      list(seq);
    }
    return list;
  }

  private void list(long asOf) {
    if (list.seq != asOf) {
      list = new MemberList(List.copyOf(roster.values()), asOf);
    }
  }

  /** Takes an event that was committed. */
  void apply(DomainEvent event) {
    if (!loaded || event.seq() <= seq) {
      return;
    }
    early.put(event.seq(), event);
    applyEarly();
  }

  /**
   * Tells what was said. It is not kept for who comes back: that one asks for what it missed, by
   * the messages' own numbers.
   */
  void say(MessageSent sent) {
    if (!receivers.isEmpty()) {
      String message = RoomMessages.said(sent);
      receivers.values().forEach(receiver -> receiver.connection().send(message));
    }
  }

  private void applyEarly() {
    while (!early.isEmpty() && early.firstKey() == seq + 1) {
      DomainEvent event = early.pollFirstEntry().getValue();
      seq = event.seq();
      if (event instanceof MemberEvent memberEvent) {
        apply(memberEvent);
      } else if (event instanceof RoomEvent roomEvent) {
        apply(roomEvent);
      } else if (event instanceof SeatEvent seatEvent) {
        apply(seatEvent);
      } else if (event instanceof RequestEvent requestEvent) {
        apply(requestEvent);
      } else if (event instanceof OtherRoomEvent otherRoomEvent) {
        apply(otherRoomEvent);
      }
    }
  }

  private void apply(RoomEvent event) {
    tell();
    if (event instanceof RoomUpdated updated) {
      broadcast("", RoomMessages.updated(updated));
    } else if (event instanceof RoomDestroyed destroyed) {
      String by = destroyed.caller().administrator() ? "" : destroyed.caller().userId();
      broadcast(by, List.of(RoomMessages.dismissed(destroyed)));
      receivers.values().forEach(receiver -> receiver.connection().leave(key, seq));
      receivers.clear();
    }
  }

  private void apply(SeatEvent event) {
    tell();
    if (event instanceof SeatsChanged changed) {
      broadcast("", List.of(RoomMessages.seats(changed)));
    } else if (event instanceof TakenOffSeat taken) {
      send(taken.member().userId()::equals, List.of(RoomMessages.takenOff(taken)));
    }
  }

  private void apply(OtherRoomEvent event) {
    tell();
    if (event instanceof OtherRoomConnected connected) {
      broadcast("", List.of(RoomMessages.connected(connected)));
    } else if (event instanceof OtherRoomDisconnected disconnected) {
      broadcast("", List.of(RoomMessages.disconnected(disconnected)));
    }
  }

  private void apply(RequestEvent event) {
    tell();
    board.note(event);
    RequestInfo request = event.request();
    if (event instanceof RequestOpened) {
      send(userId -> mayAnswer(userId, request), List.of(RequestMessages.received(request, seq)));
    } else if (event instanceof RequestEnded) {
      send(
          userId -> mayAnswer(userId, request) && !userId.equals(request.endedBy()),
          List.of(RequestMessages.ended(request, person(request), seq)));
      send(request.askerId()::equals, List.of(RequestMessages.callback(request, seq)));
    }
  }

  /** Who ended a request; the one who asked, when time did. */
  private ObjectNode person(RequestInfo request) {
    String userId = request.endedBy().isEmpty() ? request.askerId() : request.endedBy();
    MemberInfo member = roster.get(userId);
    return member == null ? Json.object().put("userId", userId) : Views.member(member);
  }

  private boolean mayAnswer(String userId, RequestInfo request) {
    return request.isAnsweredBy(userId, isModerator(userId));
  }

  private boolean isModerator(String userId) {
    MemberInfo member = roster.get(userId);
    return member != null && member.role() != Role.MEMBER;
  }

  private void apply(MemberEvent event) {
    MemberInfo member = event.member();
    if (event instanceof MemberEntered enter) {
      if (roster.size() >= BIG) {
        gather();
        left.remove(member.userId());
        entered.put(member.userId(), member);
      } else {
        tell();
        broadcast(member.userId(), RoomMessages.entered(enter));
      }
      roster.put(member.userId(), member);
    } else if (event instanceof MemberLeft leave) {
      boolean big = isBig();
      if (big) {
        gather();
        entered.remove(member.userId());
        left.put(member.userId(), member);
      } else {
        tell();
      }
      roster.remove(member.userId());
      dismiss(leave);
      if (!big) {
        broadcast(member.userId(), RoomMessages.left(leave));
      }
    } else if (event instanceof MemberChanged change) {
      tell();
      roster.put(member.userId(), member);
      broadcast("", RoomMessages.changed(change));
      if (change.before().role() == Role.MEMBER && member.role() != Role.MEMBER) {
        List<String> open = board.applications(seq);
        if (!open.isEmpty()) {
          send(member.userId()::equals, open);
        }
      }
    } else if (event instanceof StreamsChanged streams) {
      tell();
      roster.put(member.userId(), member);
      broadcast("", RoomMessages.streams(streams));
    }
  }

  private boolean isBig() {
    return roster.size() > BIG;
  }

  /** Before the first change: what is told of it, is told to those who know what was before. */
  private void gather() {
    if (!gathering) {
      gathering = true;
      list(seq - 1);
      gather.accept(this);
    }
  }

  /** Tells what was gathered of entering and leaving. */
  void tell() {
    gathering = false;
    if (entered.isEmpty() && left.isEmpty()) {
      return;
    }
    ObjectNode params = Json.object().put("roomId", key.roomId());
    params.set("entered", Views.members(entered.values()));
    ArrayNode gone = params.putArray("left");
    left.keySet().forEach(userId -> gone.addObject().put("userId", userId));
    params.put("userCount", roster.size()).put("seq", seq);
    entered.clear();
    left.clear();
    list(seq);
    broadcast("", List.of(Rpc.notification("onRemoteUsersChanged", params)));
  }

  /**
   * Tells the one who left, when somebody else decided it, and takes it off; unless it has entered
   * again before this was heard of here.
   */
  private void dismiss(MemberLeft leave) {
    String userId = leave.member().userId();
    Receiver receiver = receivers.get(userId);
    if (receiver == null || receiver.in() >= leave.seq()) {
      return;
    }
    receivers.remove(userId);
    receiver.connection().leave(key, leave.seq());
    if (leave.cause() == LeaveCause.KICKED) {
      receiver.connection().send(RoomMessages.kicked(leave));
    } else if (leave.cause() == LeaveCause.EXPIRED) {
      // it came back in that very moment: its next login says where it is
      receiver.connection().closeAfterWriting(CloseCode.OUT_OF_STEP);
    }
  }

  private void broadcast(String except, List<String> messages) {
    if (!messages.isEmpty()) {
      send(userId -> !userId.equals(except), messages);
    }
  }

  private void send(Predicate<String> audience, List<String> messages) {
    history.add(new History.Entry(seq, messages, audience));
    receivers.forEach(
        (userId, receiver) -> {
          if (seq > receiver.knows() && audience.test(userId)) {
            messages.forEach(receiver.connection()::send);
          }
        });
  }
}
