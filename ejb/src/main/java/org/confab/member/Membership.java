package org.confab.member;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.confab.app.Accounts;
import org.confab.app.Profile;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.room.Device;
import org.confab.room.Room;
import org.confab.room.RoomInfo;
import org.confab.room.RoomType;
import org.confab.room.Rooms;
import org.jspecify.annotations.Nullable;

/** Entering and leaving rooms, and who is in them. */
@Stateless
public class Membership {
  private static final int KICKED_AT_ONCE = 20;
  private static final String ACCOUNT_DELETED = "Your account was deleted.";

  @Inject private Rooms rooms;
  @Inject private Members members;
  @Inject private Bans bans;
  @Inject private Departures departures;
  @Inject private Changes changes;
  @EJB private Accounts accounts;
  @Inject private Clock clock;
  @Inject private Event<MemberEvent> events;
  @EJB private Membership self;

  /** The room and the member that entered it, as of the room's {@code seq}. */
  public record Entry(RoomInfo room, MemberInfo member) {}

  /** Some members in order of entering; {@code next} continues after them, 0 at the end. */
  public record Page(List<MemberInfo> members, long next, long seq) {}

  /** Where a user is. */
  public record Place(RoomKey room, String client, MemberInfo member) {}

  /**
   * Enters a room. A user who is in it already, with whatever client, carries on in the same place;
   * a user left in another room by a client that is gone leaves that first, if it is let in.
   *
   * @param type refused when the room is of another type, null when the client does not care
   * @param client names the client instance
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Entry enter(
      Caller caller,
      String roomId,
      @Nullable RoomType type,
      @Nullable String password,
      String client) {
    try {
      return self.tryToEnter(caller, roomId, type, password, client);
    } catch (LeftBehind there) {
      self.leaveFor(caller, there.room(), caller.room(roomId), type, password);
    }
    try {
      return self.tryToEnter(caller, roomId, type, password, client);
    } catch (LeftBehind again) {
      throw inAnotherRoom(again.room());
    }
  }

  /**
   * Does it, or finds that the user is left in another room: it leaves that when this transaction
   * is over, since nobody may wait for two rooms in any order.
   */
  public Entry tryToEnter(
      Caller caller,
      String roomId,
      @Nullable RoomType type,
      @Nullable String password,
      String client) {
    UserKey user = caller.user();
    RoomKey key = caller.room(roomId);
    rooms.await(key);
    Optional<Member> elsewhere = members.glimpse(user).filter(member -> !member.room().equals(key));
    if (elsewhere.isPresent()) {
      RoomKey there = elsewhere.get().room();
      throw elsewhere.get().client().equals(client) ? inAnotherRoom(there) : new LeftBehind(there);
    }
    Room room = rooms.lock(key);
    room.checkEntry(user.userId(), type, password);
    Instant now = clock.instant();
    Optional<Member> present = members.find(key, user.userId());
    if (present.isPresent()) {
      present.get().takeOver(client);
      return new Entry(room.info(now), present.get().info(room));
    }
    checkBan(room, user, now);
    Member member = new Member(key, accounts.profile(user), room.admit(), client, now);
    members.add(member);
    MemberInfo info = member.info(room);
    long seq = room.nextSeq();
    events.fire(new MemberEvent.MemberEntered(caller, info, room.memberCount(), seq, now));
    return new Entry(room.info(now), info);
  }

  private static Problem inAnotherRoom(RoomKey room) {
    return new Problem(Refusal.IN_ANOTHER_ROOM, "You are in the room " + room.roomId() + ".");
  }

  /**
   * Leaves a room, which its client has left behind, for another one; stays where it is when it is
   * not let in there.
   */
  public void leaveFor(
      Caller caller, RoomKey from, RoomKey to, @Nullable RoomType type, @Nullable String password) {
    Room room = rooms.find(to);
    room.checkEntry(caller.userId(), type, password);
    checkBan(room, caller.user(), clock.instant());
    room.checkSpace();
    withdraw(caller, from.roomId());
  }

  /** Leaves the room. Its owner may not: it hands over, or dismisses the room (spec -2102). */
  public void exit(Caller caller, String roomId) {
    Room room = rooms.lock(caller.room(roomId));
    Member member = members.own(room, caller);
    if (room.isOwner(caller.userId())) {
      throw new Problem(
          Refusal.OWNER_MAY_NOT_EXIT,
          "The owner may not leave: hand the room over first, or dismiss it.");
    }
    departures.leave(caller, room, member, LeaveCause.LEAVE, "");
  }

  /**
   * Takes the caller out of the room, also its owner: the client is gone. Nothing happens when it
   * is not in it.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void withdraw(Caller caller, String roomId) {
    ifInside(
        caller.room(roomId),
        caller.userId(),
        (room, member) -> departures.leave(caller, room, member, LeaveCause.LEAVE, ""));
  }

  /**
   * Takes out a member whose client was not heard of for too long, unless another client has taken
   * over.
   */
  public void expire(RoomKey key, String userId, String client) {
    ifInside(
        key,
        userId,
        (room, member) -> {
          if (member.client().equals(client)) {
            Caller server = Caller.server(key.sdkAppId(), userId);
            departures.leave(server, room, member, LeaveCause.EXPIRED, "");
          }
        });
  }

  /**
   * Sends members out, all or none of them. Members do it as owner or admin; nobody sends out the
   * owner, and an admin no admin.
   *
   * @param userIds 1 to 20
   * @param reason shown to them, at most 1,000 bytes
   */
  public void kick(Caller caller, String roomId, List<String> userIds, String reason) {
    Limits.userIds("MemberList_Account", userIds, KICKED_AT_ONCE);
    Departures.checkReason(reason);
    Room room = rooms.lock(caller.room(roomId));
    Standing standing = members.standing(room, caller);
    standing.checkModerator();
    List<Member> kicked =
        new LinkedHashSet<>(userIds).stream().map(id -> members.get(room.key(), id)).toList();
    for (Member member : kicked) {
      standing.checkRemoval(member.userId(), member.role(room.isOwner(member.userId())));
    }
    kicked.forEach(member -> departures.leave(caller, room, member, LeaveCause.KICKED, reason));
  }

  /**
   * Changes what the caller says of itself, also where it is in a room; what is null stays as it
   * is.
   */
  public Profile introduce(
      Caller caller,
      @Nullable String userName,
      @Nullable String avatarUrl,
      @Nullable String customInfo) {
    Profile profile = accounts.describe(caller.user(), userName, avatarUrl, customInfo);
    ifInside(
        caller.user(),
        (room, member) -> {
          MemberInfo before = member.info(room);
          member.describe(profile);
          changes.announce(caller, room, before, member, clock.instant());
        });
    return profile;
  }

  /**
   * The members after the given place in the order of entering. Stable while others come and go.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page list(RoomKey key, long after, int count) {
    Room room = rooms.find(key);
    List<Member> found = members.page(key, after, count + 1);
    List<MemberInfo> page = found.stream().limit(count).map(member -> member.info(room)).toList();
    long next = found.size() > count ? page.get(count - 1).entry() : 0;
    return new Page(page, next, room.info(clock.instant()).seq());
  }

  /** The room with all its members, as of one {@code seq}: nothing changes in it meanwhile. */
  public Page snapshot(RoomKey key) {
    Room room = rooms.lock(key);
    List<MemberInfo> everybody =
        members.page(key, 0, Integer.MAX_VALUE).stream().map(member -> member.info(room)).toList();
    return new Page(everybody, 0, room.info(clock.instant()).seq());
  }

  /** Where the user is, if anywhere. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Place> place(UserKey user) {
    return members
        .of(user)
        .map(
            member ->
                new Place(member.room(), member.client(), member.info(rooms.find(member.room()))));
  }

  /** Devices of the user that others have closed and that it has not opened since. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Set<Device> closedDevices(UserKey user) {
    return members.of(user).map(Member::closedDevices).orElse(Set.of());
  }

  /** A member; refused when the user is not in the room. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public MemberInfo member(RoomKey key, String userId) {
    return members.get(key, userId).info(rooms.find(key));
  }

  /** Everybody who is in a room, for a server that starts. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Place> places() {
    return members.all().stream()
        .map(member -> new Place(member.room(), member.client(), member.info(false)))
        .toList();
  }

  /**
   * Deletes a user's account; where the user is in a room, it is sent out.
   *
   * @return whether there was such an account
   */
  public boolean erase(Caller caller, String userId) {
    UserKey user = new UserKey(caller.sdkAppId(), Limits.userId("UserID", userId));
    if (!accounts.delete(user)) {
      return false;
    }
    ifInside(
        user,
        (room, member) ->
            departures.leave(caller, room, member, LeaveCause.KICKED, ACCOUNT_DELETED));
    return true;
  }

  private void checkBan(Room room, UserKey user, Instant now) {
    if (!room.hasBanned()) {
      return;
    }
    bans.find(room.key(), user.userId())
        .filter(ban -> ban.isInForce(now))
        .ifPresent(
            ban -> {
              throw new Problem(
                  Refusal.BANNED, "You may not enter this room before " + ban.info().until() + ".");
            });
  }

  /** Does something to the user where it is, if anywhere. */
  private void ifInside(UserKey user, BiConsumer<Room, Member> task) {
    members.of(user).map(Member::room).ifPresent(key -> ifInside(key, user.userId(), task));
  }

  /** Does something to the user in the room, which is locked, if it is in it. */
  private void ifInside(RoomKey key, String userId, BiConsumer<Room, Member> task) {
    rooms
        .lockIfAny(key)
        .ifPresent(
            room -> members.find(key, userId).ifPresent(member -> task.accept(room, member)));
  }
}
