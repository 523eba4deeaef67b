package org.confab.janus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;

/** What a participant sends of one kind: its camera, or its screen. */
final class Publisher {
  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

  /** From our answer until the connection is up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Plane plane;
  private final JanusRoom room;
  private final Participant participant;
  private final Stream stream;
  private final Lane lane = new Lane();
  private @Nullable Feed current;
  private boolean closed;

  Publisher(Plane plane, JanusRoom room, Participant participant, Stream stream) {
    this.plane = plane;
    this.room = room;
    this.participant = participant;
    this.stream = stream;
  }

  CompletableFuture<String> publish(
      String offer, List<Sdp.Section> sections, boolean audio, boolean video) {
    return lane.run(() -> room.ready().thenCompose(ready -> begin(offer, sections, audio, video)));
  }

  CompletableFuture<Void> forward(boolean audio, boolean video) {
    return lane.run(
        () ->
            current == null
                ? CompletableFuture.completedFuture(null)
                : current.forward(audio, video));
  }

  CompletableFuture<Void> unpublish() {
    return lane.run(
        () -> {
          end();
          return CompletableFuture.completedFuture(null);
        });
  }

  CompletableFuture<Void> trickle(ObjectNode candidate) {
    return lane.run(
        () -> {
          if (current != null) {
            current.trickle(candidate);
          }
          return CompletableFuture.completedFuture(null);
        });
  }

  /** At once, whatever still waits in the lane. */
  void close() {
    closed = true;
    end();
  }

  private CompletableFuture<String> begin(
      String offer, List<Sdp.Section> sections, boolean audio, boolean video) {
    end();
    if (closed) {
      return CompletableFuture.failedFuture(new JanusLost("the participant has left"));
    }
    String id = plane.newId(stream == Stream.CAMERA ? "camera" : "screen");
    Feed feed = new Feed(id, participant.userId(), stream, sections, this::brokeOff);
    current = feed;
    room.add(feed);
    int bitrate =
        stream == Stream.CAMERA
            ? plane.settings().cameraBitrate()
            : plane.settings().screenBitrate();
    return plane
        .connection()
        .attach(id, feed)
        .thenCompose(
            handle -> {
              feed.attached(handle);
              return feed.join(room.id(), bitrate, offer);
            })
        .thenCompose(
            reply ->
                // Nothing flows before the client has the answer, so nothing is forwarded that
                // should not be.
                feed.forward(audio, video).thenApply(done -> answer(feed, reply)))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                expect(feed);
              } else {
                end(feed);
              }
            });
  }

  private static String answer(Feed feed, JanusHandle.Reply reply) {
    String sdp = reply.sdp();
    if (sdp == null || feed.isOver()) {
      throw new JanusLost("the publication is over");
    }
    return sdp;
  }

  private void expect(Feed feed) {
    var unused =
        plane.after(
            PATIENCE,
            () -> {
              if (!feed.isUp()) {
                feed.hungUp("it did not come up");
              }
            });
  }

  private void end() {
    if (current != null) {
      end(current);
    }
  }

  private void end(Feed feed) {
    feed.end();
    room.remove(feed);
    if (current == feed) {
      current = null;
    }
  }

  private void brokeOff(Feed feed, String reason) {
    LOG.log(Level.INFO, "{0} broke off: {1}.", feed.id(), reason);
    end(feed);
    plane.listener().hungUp(participant, stream);
  }
}
