package org.confab.schedule;

import java.util.List;
import org.confab.app.Profile;
import org.confab.room.RoomInfo;

/**
 * A conference as its organiser and attendees see it; an invitation holds the password.
 *
 * @param attendees ids of those who are invited
 * @param reminderSeconds how long before the start they are reminded, 0 for not at all
 */
public record ConferenceInfo(
    RoomInfo room, Profile owner, List<String> attendees, int reminderSeconds) {}
