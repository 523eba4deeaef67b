package org.confab.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu.Participant;
import org.confab.media.Sfu.Publication;
import org.confab.media.Sfu.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A room as long as somebody exchanges media in it. We are in it ourselves as its host, who neither
 * sends nor receives: the host hears who can be received, and its private id opens the room to
 * receivers.
 */
final class JanusRoom {
  private final Plane plane;
  private final RoomKey key;
  private final String secret = JanusEndpoint.secret();
  private final Map<String, Member> members = new HashMap<>();

  /** By which members of another room receive this one's host. */
  private final Set<Receiver> guests = new LinkedHashSet<>();

  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private @Nullable CompletableFuture<Void> made;
  private @Nullable JanusHandle host;
  private String id = "";
  private long privateId;
  private boolean closed;

  JanusRoom(Plane plane, RoomKey key) {
    this.plane = plane;
    this.key = key;
  }

  /** The room's id in Janus: another one each time it is made. */
  String id() {
    return id;
  }

  long privateId() {
    return privateId;
  }

  /** Done when the room is there; it is made when first asked for. */
  CompletableFuture<Void> ready() {
    if (closed) {
      return CompletableFuture.failedFuture(new JanusLost("the room is closed"));
    }
    if (made == null || made.isCompletedExceptionally()) {
      made = make();
    }
    return made;
  }

  Member member(Participant participant) {
    return members.computeIfAbsent(
        participant.userId(), userId -> new Member(plane, this, participant));
  }

  boolean has(Participant participant) {
    return members.containsKey(participant.userId());
  }

  void leave(Participant participant) {
    Member member = members.remove(participant.userId());
    if (member != null) {
      member.close();
      checkEmpty();
    }
  }

  void addGuest(Receiver guest) {
    guests.add(guest);
  }

  int guests() {
    return guests.size();
  }

  void removeGuest(Receiver guest) {
    if (guests.remove(guest)) {
      checkEmpty();
    }
  }

  /** The members receive nobody of the other room any more. */
  void part(RoomKey other) {
    List.copyOf(members.values()).forEach(member -> member.part(other));
  }

  private void checkEmpty() {
    if (!closed && members.isEmpty() && guests.isEmpty()) {
      plane.emptied(key);
    }
  }

  void add(Feed feed) {
    feeds.put(feed.id(), feed);
  }

  void remove(Feed feed) {
    if (feeds.remove(feed.id(), feed) && feed.isUp()) {
      changed();
    }
  }

  /** What of these users somebody with this wish receives now. */
  Set<Source> sources(Predicate<String> from, Wish wish) {
    Set<Publication> videos = wish.all() ? Set.of() : new HashSet<>(wish.videos());
    Set<Source> sources = new HashSet<>();
    for (Feed feed : feeds.values()) {
      if (from.test(feed.userId())) {
        boolean video =
            wish.all() || videos.contains(new Publication(feed.userId(), feed.stream()));
        feed.sources().stream().filter(s -> video || s.isAudio()).forEach(sources::add);
      }
    }
    return sources;
  }

  /** Asks for what only the room's owner may. */
  CompletableFuture<JanusHandle.Reply> command(ObjectNode body) {
    return host == null
        ? CompletableFuture.failedFuture(new JanusLost("the room is not made yet"))
        : host.request(body.put("room", id).put("secret", secret));
  }

  void close() {
    closed = true;
    List<Member> all = List.copyOf(members.values());
    members.clear();
    all.forEach(Member::close);
    guests.forEach(Receiver::close);
    guests.clear();
    destroy();
  }

  private void destroy() {
    JanusHandle leaving = host;
    if (leaving != null) {
      var unused =
          command(JanusHandle.body("destroy")).whenComplete((done, failure) -> leaving.detach());
    }
  }

  /** After events were missed: asks who is there. */
  void resume() {
    var unused =
        command(JanusHandle.body("listparticipants"))
            .thenAccept(reply -> compare(reply.data().path("participants")))
            .whenComplete((done, failure) -> receivers().forEach(Receiver::resume));
  }

  private void compare(JsonNode participants) {
    Set<String> publishing = new HashSet<>();
    for (JsonNode p : participants) {
      if (p.path("publisher").asBoolean()) {
        publishing.add(p.path("id").asText());
      }
    }
    for (Feed feed : List.copyOf(feeds.values())) {
      if (publishing.contains(feed.id()) && !feed.isUp()) {
        feed.cameUp();
      } else if (!publishing.contains(feed.id()) && feed.isUp()) {
        feed.hungUp("it ended unnoticed");
      }
    }
    changed();
  }

  private CompletableFuture<Void> make() {
    id = plane.newId(Long.toString(key.sdkAppId()));
    String label = id;
    return plane
        .connection()
        .attach(
            label,
            new JanusHandle.Events() {
              @Override
              public void said(JsonNode data) {
                heard(data);
              }
            })
        .thenCompose(
            attached ->
                attached
                    .request(creation(label))
                    .thenCompose(created -> attached.request(entry(label)))
                    .whenComplete((joined, failure) -> made(attached, joined, failure)))
        .thenAccept(joined -> {});
  }

  private void made(
      JanusHandle attached, JanusHandle.@Nullable Reply joined, @Nullable Throwable failure) {
    if (joined == null || failure != null) {
      attached.detach();
      return;
    }
    host = attached;
    privateId = joined.data().path("private_id").asLong();
    if (closed) {
      destroy();
    }
  }

  private ObjectNode creation(String label) {
    return JanusHandle.body("create")
        .put("admin_key", plane.connection().adminKey())
        .put("room", label)
        .put("description", key.roomId())
        .put("secret", secret)
        .put("is_private", true)
        .put("permanent", false)
        .put("require_pvtid", true)
        .put("publishers", plane.settings().publishers())
        .put("bitrate", plane.settings().cameraBitrate())
        .put("fir_freq", 0)
        // H.264 first: recordings copy it as it is.
        .put("videocodec", "h264,vp8")
        .put("audiocodec", "opus")
        .put("opus_fec", true)
        .put("audiolevel_ext", true)
        .put("audiolevel_event", false)
        .put("transport_wide_cc_ext", true)
        .put("notify_joining", false)
        .put("lock_record", true);
  }

  private static ObjectNode entry(String label) {
    return JanusHandle.body("join").put("ptype", "publisher").put("room", label).put("id", "host");
  }

  private void heard(JsonNode data) {
    boolean news = false;
    for (JsonNode p : data.path("publishers")) {
      Feed feed = feeds.get(p.path("id").asText());
      if (feed != null) {
        feed.cameUp(p.path("streams"));
        news = true;
      }
    }
    if (news) {
      changed();
    }
  }

  private void changed() {
    receivers().forEach(Receiver::reconcile);
  }

  /** All that receive something of this room. */
  private Collection<Receiver> receivers() {
    List<Receiver> all = new ArrayList<>(guests);
    members.values().forEach(member -> all.add(member.receiver()));
    return all;
  }
}
