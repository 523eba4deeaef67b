package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The room that the client is in, and up to which of its events it knows. */
final class Place {
  private static final Set<String> LEAVING = Set.of("exitRoom", "destroyRoom", "logout");
  private static final Set<String> SENT_OUT = Set.of("onRoomDismissed", "onKickedOutOfRoom");

  private String roomId = "";
  private long seq;

  synchronized String roomId() {
    return roomId;
  }

  synchronized long seq() {
    return seq;
  }

  synchronized void is(String room, long knows) {
    roomId = room;
    seq = knows;
  }

  /**
   * A method was answered.
   *
   * @return whether a room was left
   */
  boolean answered(String method, JsonNode result) {
    if (method.equals("enterRoom")) {
      is(result.path("roomInfo").path("roomId").asText(), result.path("seq").asLong());
    }
    boolean left = LEAVING.contains(method);
    if (left) {
      is("", 0);
    }
    return left;
  }

  /**
   * An event was heard.
   *
   * @return whether the client is out of its room
   */
  synchronized boolean heard(Event event) {
    if (roomId.isEmpty() || !event.roomId().equals(roomId)) {
      return false;
    }
    seq = Math.max(seq, event.params().path("seq").asLong());
    boolean out = SENT_OUT.contains(event.name());
    if (out) {
      is("", 0);
    }
    return out;
  }
}
