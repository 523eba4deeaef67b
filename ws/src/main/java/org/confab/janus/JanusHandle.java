package org.confab.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/** One attachment to the VideoRoom: at most one WebRTC connection. */
final class JanusHandle {
  /** What happens to it without our asking; told on the loop. */
  interface Events {
    /** The WebRTC connection is up. */
    default void up() {}

    /** The WebRTC connection is over, or the handle is gone. */
    default void hungUp(String reason) {}

    /** Packets are lost on the way to Janus ({@code uplink}) or from it. */
    default void slow(boolean uplink, int lost) {}

    /** The VideoRoom says something. */
    default void said(JsonNode data) {}
  }

  /**
   * An answer of the VideoRoom.
   *
   * @param sdp what came with it, if anything
   */
  record Reply(JsonNode data, @Nullable String sdp) {}

  /** The body of a request to the VideoRoom. */
  static ObjectNode body(String request) {
    return Json.object().put("request", request);
  }

  private final JanusConnection connection;
  private final long id;
  private final Events events;

  JanusHandle(JanusConnection connection, long id, Events events) {
    this.connection = connection;
    this.id = id;
    this.events = events;
  }

  long id() {
    return id;
  }

  Events events() {
    return events;
  }

  CompletableFuture<Reply> request(ObjectNode body) {
    return connection.message(this, body, null);
  }

  /**
   * @param type {@code offer} or {@code answer}
   */
  CompletableFuture<Reply> request(ObjectNode body, String type, String sdp) {
    ObjectNode jsep = Json.object().put("type", type).put("sdp", sdp);
    return connection.message(this, body, jsep);
  }

  void trickle(ObjectNode candidate) {
    connection.tell(this, "trickle", candidate);
  }

  /** Ends the connection; nothing more is heard of it. */
  void detach() {
    connection.detach(this);
  }
}
