package org.confab.callback;

import java.util.Arrays;
import java.util.Optional;
import org.confab.kernel.DomainEvent;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.room.RoomEvent.RoomCreated;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.seat.SeatEvent.SeatsChanged;

/** What an application may ask to be told (spec 22340). */
public enum CallbackCommand {
  ROOM_CREATED("Room.CallbackAfterCreateRoom", RoomCreated.class),
  ROOM_DESTROYED("Room.CallbackAfterDestroyRoom", RoomDestroyed.class),
  /** The list of commands spells it without After, its own page with: the page is what is sent. */
  ROOM_UPDATED(
      "Room.CallbackAfterUpdateRoomInfo", RoomUpdated.class, "Room.CallbackUpdateRoomInfo"),
  MEMBER_ENTERED("Room.CallbackAfterMemberEnter", MemberEntered.class),
  MEMBER_LEFT("Room.CallbackAfterMemberLeave", MemberLeft.class),
  SEATS_CHANGED("Mic.CallbackAfterSeatInfoChanged", SeatsChanged.class);

  private final String wireName;
  private final Class<? extends DomainEvent> event;
  private final String otherSpelling;

  CallbackCommand(String wireName, Class<? extends DomainEvent> event) {
    this(wireName, event, wireName);
  }

  CallbackCommand(String wireName, Class<? extends DomainEvent> event, String otherSpelling) {
    this.wireName = wireName;
    this.event = event;
    this.otherSpelling = otherSpelling;
  }

  /** As it is sent. */
  public String wireName() {
    return wireName;
  }

  /** The command that a configuration means. */
  public static Optional<CallbackCommand> spelled(String name) {
    return Arrays.stream(values())
        .filter(command -> command.wireName.equals(name) || command.otherSpelling.equals(name))
        .findFirst();
  }

  /** The command that tells of an event, if one does. */
  static Optional<CallbackCommand> telling(DomainEvent happened) {
    return Arrays.stream(values())
        .filter(command -> command.event.isInstance(happened))
        .findFirst();
  }
}
