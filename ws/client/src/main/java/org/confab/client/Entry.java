package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What one finds who enters a room.
 *
 * @param seats all of them in order; none in a room without seats
 * @param otherRoom with which a live room is connected
 */
public record Entry(
    RoomInfo room, UserInfo self, List<SeatInfo> seats, Optional<OtherRoom> otherRoom) {
  static Entry of(JsonNode node) {
    return new Entry(
        RoomInfo.of(node.path("roomInfo")),
        UserInfo.of(node.path("self")),
        SeatInfo.list(node.path("seatList")),
        OtherRoom.in(node));
  }
}
