package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A seat.
 *
 * @param index from 0
 * @param userId who sits on it, {@code ""} for nobody
 */
public record SeatInfo(
    int index,
    String userId,
    String userName,
    boolean locked,
    boolean videoLocked,
    boolean audioLocked) {

  /** Whether somebody sits on it. */
  public boolean isTaken() {
    return !userId.isEmpty();
  }

  static SeatInfo of(JsonNode node) {
    return new SeatInfo(
        node.path("index").asInt(),
        node.path("userId").asText(),
        node.path("userName").asText(),
        node.path("locked").asBoolean(),
        node.path("isVideoLocked").asBoolean(),
        node.path("isAudioLocked").asBoolean());
  }

  static List<SeatInfo> list(JsonNode list) {
    return Lists.of(list, SeatInfo::of);
  }
}
