package org.confab.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.media.Sfu.Connection;
import org.confab.media.Sfu.Participant;
import org.confab.media.Sfu.Publication;
import org.confab.media.Sfu.Wish;
import org.jspecify.annotations.Nullable;

/**
 * The one connection by which a participant receives everything of a room. It compares what is
 * wanted with what is there whenever either may have changed, and has one request or one offer
 * under way at a time: what changes meanwhile goes into the next. A connection that fails is
 * replaced by a new one, after a pause that grows.
 */
final class Receiver {
  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration REMINDER = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** The longest pause is 2^6 times the first, 32 s. */
  private static final int MOST_DOUBLINGS = 6;

  /**
   * Janus counts the pictures of one camera from the smallest on, and takes the largest there is.
   */
  private static final int SMALLEST = 0;

  private static final int LARGEST = 2;

  /** What is under way. */
  private enum Phase {
    IDLE,
    ASKING,
    OFFERED,
    PAUSED
  }

  private final Plane plane;
  private final JanusRoom room;
  private final Participant participant;
  private final Connection connection;
  private final Predicate<String> from;
  private final Lane lane = new Lane();
  private Phase phase = Phase.IDLE;
  private @Nullable Wish wish;
  private @Nullable JanusHandle handle;
  private Subscriptions subscriptions = new Subscriptions();
  private @Nullable Future<?> timer;
  private @Nullable Future<?> reminder;
  private long session;
  private int version;
  private int failures;

  /** Rises with each connection, so that what belongs to an older one is not taken for its own. */
  private int generation;

  private boolean closed;

  /**
   * @param room whose publications are received, be it the participant's own or another
   * @param from of which users
   */
  Receiver(
      Plane plane,
      JanusRoom room,
      Participant participant,
      Connection connection,
      Predicate<String> from) {
    this.plane = plane;
    this.room = room;
    this.participant = participant;
    this.connection = connection;
    this.from = from;
  }

  CompletableFuture<Void> receive(Wish wanted, boolean restart) {
    return lane.run(
        () -> {
          wish = wanted;
          if (restart) {
            drop();
          }
          reconcile();
          return CompletableFuture.completedFuture(null);
        });
  }

  CompletableFuture<Void> answer(String sdp) {
    return lane.run(() -> start(sdp));
  }

  CompletableFuture<Void> trickle(ObjectNode candidate) {
    return lane.run(
        () -> {
          if (handle != null) {
            handle.trickle(candidate);
          }
          return CompletableFuture.completedFuture(null);
        });
  }

  void close() {
    closed = true;
    drop();
  }

  boolean isClosed() {
    return closed;
  }

  /** Something may have changed: a wish, or what there is to receive. */
  void reconcile() {
    if (wish == null || closed || phase != Phase.IDLE) {
      return;
    }
    Subscriptions.Change change = subscriptions.towards(room.sources(from, wish));
    if (change.isEmpty()) {
      Set<Publication> small = wish.small();
      List<Sizes.Resize> asked =
          subscriptions.sizes().changes(s -> small.contains(s.publication()));
      subscriptions.sizes().asked(asked);
      resize(asked);
      remindLater();
      return;
    }
    int mine = generation;
    phase = Phase.ASKING;
    var unused =
        ask(change)
            .whenComplete(
                (reply, failure) -> {
                  if (mine != generation) {
                    return;
                  }
                  if (failure == null) {
                    changed(change, reply);
                  } else {
                    failed(failure);
                  }
                });
  }

  /** Cameras send a large and a small picture: asks for the one that is wanted. */
  private void resize(List<Sizes.Resize> asked) {
    JanusHandle to = handle;
    if (to == null || asked.isEmpty()) {
      return;
    }
    ObjectNode configure = JanusHandle.body("configure");
    ArrayNode streams = configure.putArray("streams");
    for (Sizes.Resize one : asked) {
      streams.addObject().put("mid", one.at()).put("substream", one.small() ? SMALLEST : LARGEST);
    }
    int mine = generation;
    phase = Phase.ASKING;
    var unused =
        to.request(configure)
            .whenComplete(
                (reply, failure) -> {
                  if (mine != generation) {
                    return;
                  }
                  if (failure != null && !(Problems.cause(failure) instanceof JanusRefused)) {
                    failed(failure);
                    return;
                  }
                  // What was refused would be refused again; a picture of another size will do.
                  phase = Phase.IDLE;
                  reconcile();
                });
  }

  /** Looks each second whether the pictures come as they were asked for, until they do. */
  private void remindLater() {
    if (reminder != null || !subscriptions.sizes().isWaiting()) {
      return;
    }
    int mine = generation;
    reminder =
        plane.after(
            REMINDER,
            () -> {
              if (mine == generation) {
                reminder = null;
                if (phase == Phase.IDLE) {
                  resize(subscriptions.sizes().remind());
                }
                remindLater();
              }
            });
  }

  private CompletableFuture<JanusHandle.Reply> ask(Subscriptions.Change change) {
    JanusHandle to = handle;
    return to == null ? open(change) : to.request(update(change));
  }

  private CompletableFuture<JanusHandle.Reply> open(Subscriptions.Change change) {
    int mine = generation;
    session = System.currentTimeMillis() * 1000 + mine % 1000;
    version = 0;
    return plane
        .connection()
        .attach(plane.newId("receive"), new Watch(mine))
        .thenCompose(
            attached -> {
              if (mine != generation) {
                attached.detach();
                throw new JanusLost("the connection is over");
              }
              handle = attached;
              return attached.request(join(change));
            });
  }

  private ObjectNode join(Subscriptions.Change change) {
    ObjectNode join =
        JanusHandle.body("join")
            .put("ptype", "subscriber")
            .put("room", room.id())
            .put("private_id", room.privateId())
            .put("use_msid", true)
            .put("autoupdate", false);
    add(join.putArray("streams"), change.subscribe());
    return join;
  }

  private static ObjectNode update(Subscriptions.Change change) {
    ObjectNode update = JanusHandle.body("update");
    if (!change.subscribe().isEmpty()) {
      add(update.putArray("subscribe"), change.subscribe());
    }
    if (!change.unsubscribe().isEmpty()) {
      ArrayNode unsubscribe = update.putArray("unsubscribe");
      change.unsubscribe().forEach(mid -> unsubscribe.addObject().put("sub_mid", mid));
    }
    return update;
  }

  private static void add(ArrayNode streams, List<Source> sources) {
    sources.forEach(s -> streams.addObject().put("feed", s.feed()).put("mid", s.mid()));
  }

  private void changed(Subscriptions.Change change, JanusHandle.Reply reply) {
    String sdp = reply.sdp();
    if (sdp == null) {
      subscriptions.unchanged(change);
      phase = Phase.IDLE;
      reconcile();
      return;
    }
    List<Subscriptions.Section> sections = new ArrayList<>();
    for (JsonNode s : reply.data().path("streams")) {
      if (s.path("active").asBoolean(true) && s.has("feed_id")) {
        sections.add(
            new Subscriptions.Section(
                s.path("mid").asText(), s.path("feed_id").asText(), s.path("feed_mid").asText()));
      }
    }
    subscriptions.became(change, sections);
    phase = Phase.OFFERED;
    int mine = generation;
    timer =
        plane.after(
            ANSWER,
            () -> {
              if (mine == generation && phase == Phase.OFFERED) {
                failed(new JanusLost("the client does not answer"));
              }
            });
    plane
        .listener()
        .offer(
            participant,
            connection,
            Sdp.withOrigin(sdp, session, ++version),
            subscriptions.tracks());
  }

  private CompletableFuture<Void> start(String sdp) {
    JanusHandle to = handle;
    if (to == null || phase != Phase.OFFERED) {
      return nothingOffered();
    }
    stopTimer();
    phase = Phase.ASKING;
    int mine = generation;
    return to.request(JanusHandle.body("start"), "answer", sdp)
        .handle(
            (reply, failure) -> {
              if (mine == generation) {
                if (failure == null) {
                  phase = Phase.IDLE;
                  reconcile();
                } else {
                  failed(failure);
                }
              }
              if (failure != null) {
                throw Problems.sneak(failure);
              }
              return null;
            });
  }

  static CompletableFuture<Void> nothingOffered() {
    return CompletableFuture.failedFuture(
        new Problem(Refusal.INVALID_ARGUMENT, "No offer waits for an answer."));
  }

  /** Begins a new connection after a while. */
  private void failed(Throwable why) {
    LOG.log(Level.INFO, "{0} receives anew: {1}", participant.userId(), Problems.cause(why));
    drop();
    phase = Phase.PAUSED;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    int mine = generation;
    timer =
        plane.after(
            pause,
            () -> {
              if (mine == generation && phase == Phase.PAUSED) {
                phase = Phase.IDLE;
                reconcile();
              }
            });
  }

  private void drop() {
    generation++;
    stopTimer();
    stopReminder();
    phase = Phase.IDLE;
    subscriptions = new Subscriptions();
    if (handle != null) {
      handle.detach();
      handle = null;
    }
  }

  /** After events were missed: a request whose outcome is not known is not waited for. */
  void resume() {
    if (phase == Phase.ASKING) {
      failed(new JanusLost("the outcome of a request is not known"));
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void stopReminder() {
    if (reminder != null) {
      reminder.cancel(false);
      reminder = null;
    }
  }

  private final class Watch implements JanusHandle.Events {
    private final int mine;

    Watch(int mine) {
      this.mine = mine;
    }

    @Override
    public void up() {
      if (mine == generation) {
        failures = 0;
      }
    }

    @Override
    public void said(JsonNode data) {
      if (mine == generation && data.has("substream")) {
        boolean isSmall = data.path("substream").asInt() == SMALLEST;
        subscriptions.sizes().comes(data.path("mid").asText(), isSmall);
        remindLater();
      }
    }

    @Override
    public void hungUp(String reason) {
      if (mine == generation) {
        failed(new JanusLost(reason));
      }
    }
  }
}
