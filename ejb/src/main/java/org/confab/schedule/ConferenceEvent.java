package org.confab.schedule;

import java.util.Collection;
import java.util.List;
import org.confab.app.Profile;
import org.confab.kernel.RoomKey;
import org.confab.room.RoomInfo;
import org.confab.room.RoomStatus;

/**
 * What people are told of conferences, wherever they are; fired inside the transaction that made it
 * so. Unlike events of a room these have no number: who was away reads the list anew.
 */
public sealed interface ConferenceEvent {
  RoomKey room();

  /** The ids of the users it is for. */
  Collection<String> audience();

  /** One is planned, or somebody came to be part of it. */
  record Scheduled(ConferenceInfo conference, Collection<String> audience)
      implements ConferenceEvent {
    @Override
    public RoomKey room() {
      return conference.room().key();
    }
  }

  /** One will start soon. */
  record WillStart(ConferenceInfo conference, Collection<String> audience)
      implements ConferenceEvent {
    @Override
    public RoomKey room() {
      return conference.room().key();
    }
  }

  /** Why one does not take place, for those who are told. */
  enum Reason {
    CANCELLED,
    NO_LONGER_INVITED
  }

  /** One does not take place, for those who are told. */
  record Cancelled(RoomKey room, Reason reason, Profile by, Collection<String> audience)
      implements ConferenceEvent {}

  /** Its name, its times or its owner changed. */
  record Changed(RoomInfo before, RoomInfo now, Profile owner, Collection<String> audience)
      implements ConferenceEvent {
    @Override
    public RoomKey room() {
      return now.key();
    }
  }

  /** Other people are invited. */
  record AttendeesChanged(
      RoomKey room, List<Profile> joined, List<Profile> left, Collection<String> audience)
      implements ConferenceEvent {}

  /** It runs, or does so no longer. */
  record Turned(RoomKey room, RoomStatus status, Collection<String> audience)
      implements ConferenceEvent {}
}
