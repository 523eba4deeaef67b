package org.confab.janus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.confab.media.Sfu.Connection;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;

/** A participant's three connections. */
final class Member {
  private final Map<Stream, Publisher> publishers = new EnumMap<>(Stream.class);
  private final Receiver receiver;

  Member(Plane plane, JanusRoom room, Participant participant) {
    for (Stream stream : Stream.values()) {
      publishers.put(stream, new Publisher(plane, room, participant, stream));
    }
    receiver = new Receiver(plane, room, participant);
  }

  Publisher publisher(Stream stream) {
    return Objects.requireNonNull(publishers.get(stream));
  }

  Receiver receiver() {
    return receiver;
  }

  CompletableFuture<Void> trickle(Connection connection, ObjectNode candidate) {
    return switch (connection) {
      case CAMERA -> publisher(Stream.CAMERA).trickle(candidate);
      case SCREEN -> publisher(Stream.SCREEN).trickle(candidate);
      case RECEIVE -> receiver.trickle(candidate);
    };
  }

  void close() {
    receiver.close();
    publishers.values().forEach(Publisher::close);
  }
}
