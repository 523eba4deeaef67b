package org.confab.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One publishing connection from its offer to its end. Its id in Janus is never used again, so that
 * what still comes for an older one of the same stream cannot be mistaken.
 */
final class Feed implements JanusHandle.Events {
  private static final System.Logger LOG = System.getLogger(Feed.class.getName());

  private final String id;
  private final String userId;
  private final Stream stream;
  private final List<Sdp.Section> sections;

  /** By section, whether Janus forwards it. */
  private final Map<String, Boolean> forwarded = new HashMap<>();

  private final BiConsumer<Feed, String> whenBroken;
  private @Nullable JanusHandle handle;
  private List<Source> sources = List.of();
  private boolean up;
  private boolean over;

  /**
   * @param whenBroken is told the reason when the connection ends without our asking
   */
  Feed(
      String id,
      String userId,
      Stream stream,
      List<Sdp.Section> sections,
      BiConsumer<Feed, String> whenBroken) {
    this.id = id;
    this.whenBroken = whenBroken;
    this.userId = userId;
    this.stream = stream;
    this.sections = sections;
    sections.forEach(section -> forwarded.put(section.mid(), true));
  }

  String id() {
    return id;
  }

  String userId() {
    return userId;
  }

  Stream stream() {
    return stream;
  }

  boolean isUp() {
    return up;
  }

  boolean isOver() {
    return over;
  }

  /** What others can receive; empty until the connection is up. */
  List<Source> sources() {
    return sources;
  }

  void attached(JanusHandle attached) {
    handle = attached;
    if (over) {
      attached.detach();
    }
  }

  /** Joins the room and publishes in one go. */
  CompletableFuture<JanusHandle.Reply> join(String room, int bitrate, String offer) {
    JanusHandle to = handle;
    if (to == null || over) {
      return CompletableFuture.failedFuture(new JanusLost("the publication is over"));
    }
    ObjectNode join =
        JanusHandle.body("joinandconfigure")
            .put("ptype", "publisher")
            .put("room", room)
            .put("id", id)
            .put("display", userId)
            .put("bitrate", bitrate);
    return to.request(join, "offer", offer);
  }

  /** Forwards these from now on; asks for a full picture where a video begins. */
  CompletableFuture<Void> forward(boolean audio, boolean video) {
    JanusHandle to = handle;
    if (to == null || over) {
      return CompletableFuture.completedFuture(null);
    }
    ObjectNode configure = JanusHandle.body("configure");
    ArrayNode streams = configure.putArray("streams");
    Map<String, Boolean> wanted = new HashMap<>();
    for (Sdp.Section section : sections) {
      boolean send = section.kind().equals("audio") ? audio : video;
      if (send != Boolean.TRUE.equals(forwarded.get(section.mid()))) {
        wanted.put(section.mid(), send);
        ObjectNode change = streams.addObject().put("mid", section.mid()).put("send", send);
        if (send && section.kind().equals("video")) {
          change.put("keyframe", true);
        }
      }
    }
    return wanted.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : to.request(configure).thenAccept(done -> forwarded.putAll(wanted));
  }

  void trickle(ObjectNode candidate) {
    if (handle != null) {
      handle.trickle(candidate);
    }
  }

  /**
   * It can be received.
   *
   * @param streams as Janus reports them
   */
  void cameUp(JsonNode streams) {
    List<Source> found = new ArrayList<>();
    for (JsonNode s : streams) {
      String kind = s.path("type").asText();
      if (!s.path("disabled").asBoolean() && (kind.equals("audio") || kind.equals("video"))) {
        found.add(new Source(id, s.path("mid").asText(), userId, stream, kind));
      }
    }
    up = true;
    sources = found;
  }

  /** It can be received, though the report of it was lost. */
  void cameUp() {
    up = true;
    sources =
        sections.stream().map(s -> new Source(id, s.mid(), userId, stream, s.kind())).toList();
  }

  @Override
  public void hungUp(String reason) {
    if (!over) {
      whenBroken.accept(this, reason);
    }
  }

  @Override
  public void slow(boolean uplink, int lost) {
    LOG.log(Level.DEBUG, "{0} loses packets: {1}.", id, lost);
  }

  void end() {
    over = true;
    sources = List.of();
    if (handle != null) {
      handle.detach();
    }
  }
}
