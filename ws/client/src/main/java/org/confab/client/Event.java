package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the server says of its own accord.
 *
 * @param name such as {@code onSeatListChanged}
 * @param params an object
 */
public record Event(String name, JsonNode params) {
  /** The room it is about; {@code ""} when it is about none. */
  public String roomId() {
    return params.path("roomId").asText();
  }

  /** The user it is about, where {@code userInfo} says so; without an id where nothing does. */
  public UserInfo userInfo() {
    return UserInfo.of(params.path("userInfo"));
  }

  /** The message that was said, where this is one. */
  public Message message() {
    return Message.of(params.path("message"));
  }

  /** The room that one's own is connected with, where it is about that. */
  public Optional<OtherRoom> otherRoom() {
    return OtherRoom.in(params);
  }

  /** The request, where it is about one. */
  public RequestInfo request() {
    return RequestInfo.of(params.path("request"));
  }
}
