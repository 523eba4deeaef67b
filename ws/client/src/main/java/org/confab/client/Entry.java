package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What one finds who enters a room.
 *
 * @param seats all of them in order; none in a room without seats
 */
public record Entry(RoomInfo room, UserInfo self, List<SeatInfo> seats) {
  static Entry of(JsonNode node) {
    return new Entry(
        RoomInfo.of(node.path("roomInfo")),
        UserInfo.of(node.path("self")),
        SeatInfo.list(node.path("seatList")));
  }
}
