package org.confab.janus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu.Connection;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;

/** A participant's connections: three, and one more while its room is connected with another. */
final class Member {
  /** By which the participant receives the host of another room. */
  private record Visit(Participant host, JanusRoom room, Receiver receiver) {
    void end() {
      receiver.close();
      room.removeGuest(receiver);
    }
  }

  private final Plane plane;
  private final Participant participant;
  private final Map<Stream, Publisher> publishers = new EnumMap<>(Stream.class);
  private final Receiver receiver;
  private @Nullable Visit visit;

  Member(Plane plane, JanusRoom room, Participant participant) {
    this.plane = plane;
    this.participant = participant;
    for (Stream stream : Stream.values()) {
      publishers.put(stream, new Publisher(plane, room, participant, stream));
    }
    receiver =
        new Receiver(
            plane,
            room,
            participant,
            Connection.RECEIVE,
            userId -> !userId.equals(participant.userId()));
  }

  Publisher publisher(Stream stream) {
    return Objects.requireNonNull(publishers.get(stream));
  }

  Receiver receiver() {
    return receiver;
  }

  /**
   * By which the host of another room is received.
   *
   * @param room the host's
   */
  Receiver visit(Participant host, JanusRoom room) {
    Visit now = visit;
    if (now == null || now.receiver.isClosed() || !now.host.equals(host)) {
      leave();
      now =
          new Visit(
              host,
              room,
              new Receiver(plane, room, participant, Connection.OTHER_ROOM, host.userId()::equals));
      room.addGuest(now.receiver);
      visit = now;
    }
    return now.receiver;
  }

  CompletableFuture<Void> stayAtHome() {
    leave();
    return CompletableFuture.completedFuture(null);
  }

  void part(RoomKey other) {
    if (visit != null && visit.host.room().equals(other)) {
      leave();
    }
  }

  private void leave() {
    if (visit != null) {
      visit.end();
      visit = null;
    }
  }

  CompletableFuture<Void> answer(Connection connection, String sdp) {
    return switch (connection) {
      case RECEIVE -> receiver.answer(sdp);
      case OTHER_ROOM -> visit == null ? Receiver.nothingOffered() : visit.receiver.answer(sdp);
      case CAMERA, SCREEN -> Receiver.nothingOffered();
    };
  }

  CompletableFuture<Void> trickle(Connection connection, ObjectNode candidate) {
    return switch (connection) {
      case CAMERA -> publisher(Stream.CAMERA).trickle(candidate);
      case SCREEN -> publisher(Stream.SCREEN).trickle(candidate);
      case RECEIVE -> receiver.trickle(candidate);
      case OTHER_ROOM ->
          visit == null
              ? CompletableFuture.completedFuture(null)
              : visit.receiver.trickle(candidate);
    };
  }

  void close() {
    receiver.close();
    leave();
    publishers.values().forEach(Publisher::close);
  }
}
