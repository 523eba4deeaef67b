package org.confab.schedule;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberEvent.MemberEntered;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.room.Room;
import org.confab.room.RoomEvent.RoomCreated;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.room.RoomEvent.RoomUpdated;
import org.confab.room.Rooms;

/** What happens to a room that is planned, by whatever door, is told to those it concerns. */
@ApplicationScoped
class Following {
  @Inject private Rooms rooms;
  @Inject private Attendees attendees;
  @Inject private Announcements announcements;

  public void opened(@Observes @Priority(DomainEvent.AFTER_OTHERS) RoomCreated opened) {
    conference(opened.room())
        .ifPresent(
            room -> {
              attendees.add(room.key(), opened.invitees());
              announcements.scheduled(room);
            });
  }

  public void changed(@Observes @Priority(DomainEvent.AFTER_OTHERS) RoomUpdated changed) {
    conference(changed.room())
        .ifPresent(
            room -> {
              announcements.changed(changed.caller(), changed.before(), changed.info(), room);
              announcements.turned(room);
            });
  }

  public void entered(@Observes @Priority(DomainEvent.AFTER_OTHERS) MemberEntered entered) {
    conference(entered.room()).ifPresent(announcements::turned);
  }

  public void left(@Observes @Priority(DomainEvent.AFTER_OTHERS) MemberLeft left) {
    conference(left.room()).ifPresent(announcements::turned);
  }

  public void closed(@Observes @Priority(DomainEvent.AFTER_OTHERS) RoomDestroyed closed) {
    conference(closed.room()).ifPresent(room -> announcements.gone(closed.caller(), closed.info()));
  }

  private Optional<Room> conference(RoomKey key) {
    return Optional.of(rooms.find(key)).filter(Room::isScheduled);
  }
}
