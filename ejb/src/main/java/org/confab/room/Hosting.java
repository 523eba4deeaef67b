package org.confab.room;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.confab.app.Accounts;
import org.confab.app.Applications;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;

/** Opening, changing and closing rooms. */
@Stateless
public class Hosting {
  @Inject private Rooms rooms;
  @EJB private Applications applications;
  @EJB private Accounts accounts;
  @Inject private RecentRooms recent;
  @Inject private RoomChanges changes;
  @Inject private Clock clock;
  @Inject private Event<RoomEvent> events;
  @EJB private Hosting self;

  /**
   * Opens a room, whose owner is who is named in the draft, and has an account, else the caller.
   * Nobody is in it yet.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public RoomInfo open(Caller caller, RoomDraft draft) {
    try {
      return self.tryToOpen(caller, draft);
    } catch (RoomIdTaken taken) {
      // whoever had it may have closed it since: then it is nobody's of whom one could tell
      RoomKey key = caller.room(draft.roomId());
      throw taken(key, rooms.ownerOf(key).filter(taken.wantedBy()::equals).isPresent());
    }
  }

  /** Does it, or finds that the id is taken: by whom is asked when its transaction is over. */
  public RoomInfo tryToOpen(Caller caller, RoomDraft draft) {
    Instant now = clock.instant();
    String ownerId = Objects.requireNonNullElse(draft.ownerId(), caller.userId());
    Room room =
        Room.open(caller.sdkAppId(), draft, ownerId, applications.plan(caller.sdkAppId()), now);
    boolean known =
        ownerId.equals(caller.userId()) || accounts.exists(new UserKey(caller.sdkAppId(), ownerId));
    if (!known || recent.has(room.key(), now)) {
      // That the id is taken is said first. Else the INSERT finds it out, without a query.
      rooms
          .ownerOf(room.key())
          .ifPresent(
              owner -> {
                throw taken(room.key(), owner.equals(ownerId));
              });
      throw known
          ? new Problem(
              Refusal.ROOM_CREATED_TOO_OFTEN,
              "A room of this id was created less than a second ago.")
          : new Problem(
              Refusal.ACCOUNT_UNKNOWN, "Owner_Account is not the id of an imported account.");
    }
    try {
      rooms.add(room);
    } catch (PersistenceException refused) {
      if (!Rooms.isTaken(refused)) {
        throw refused;
      }
      throw new RoomIdTaken(ownerId);
    }
    recent.opened(room.key(), now);
    RoomInfo info = room.info(now);
    events.fire(new RoomEvent.RoomCreated(caller, info, draft.invitees(), now));
    return info;
  }

  private static Problem taken(RoomKey key, boolean byTheSameOwner) {
    return byTheSameOwner
        ? new Problem(
            Refusal.ROOM_ID_TAKEN_BY_OWNER,
            "The room " + key.roomId() + " is there already, with the same owner.")
        : new Problem(Refusal.ROOM_ID_TAKEN, "The room id " + key.roomId() + " is taken.");
  }

  /** Changes what is given and nothing else; without a change nothing is announced. */
  public void change(Caller caller, String roomId, RoomChange change) {
    Room room = rooms.lock(caller.room(roomId));
    if (!caller.administrator() && !room.isOwner(caller.userId())) {
      throw new Problem(Refusal.NEED_ADMIN, "Only the owner or an admin may change the room.");
    }
    changes.make(
        caller, room, changed -> changed.change(change, applications.plan(caller.sdkAppId())));
  }

  /** Closes the room; everybody in it is out. */
  public void close(Caller caller, String roomId) {
    Room room = rooms.lock(caller.room(roomId));
    if (!caller.administrator() && !room.isOwner(caller.userId())) {
      throw new Problem(Refusal.NEED_OWNER, "Only the owner may dismiss the room.");
    }
    close(caller, room);
  }

  /** Rooms that wait for {@link #reclaim}. */
  public List<RoomKey> abandoned(int most) {
    return rooms.endedBefore(Timetable.endedBefore(clock.instant()), most);
  }

  /** Closes the room, if nobody is in it six hours after its end. */
  public void reclaim(RoomKey key) {
    rooms
        .lockIfAny(key)
        .filter(room -> room.isAbandoned(clock.instant()))
        .ifPresent(
            room ->
                close(Caller.server(key.sdkAppId(), room.info(clock.instant()).ownerId()), room));
  }

  private void close(Caller caller, Room room) {
    Instant now = clock.instant();
    RoomInfo last = room.info(now);
    long seq = room.nextSeq();
    // those who follow still find what goes with it
    events.fire(new RoomEvent.RoomDestroyed(caller, last, seq, now));
    rooms.remove(room);
  }

  /** The room as it is. It is read from the shared cache: no query once warm. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public RoomInfo describe(RoomKey key) {
    return rooms.find(key).info(clock.instant());
  }
}
