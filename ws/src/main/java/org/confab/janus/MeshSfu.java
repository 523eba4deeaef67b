package org.confab.janus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;

/** No media server: clients connect to each other. */
final class MeshSfu implements Sfu {

  @Override
  public Mode mode() {
    return Mode.MESH;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void listen(Listener listener) {
    // There is nothing to tell.
  }

  @Override
  public CompletionStage<String> publish(
      Participant participant, Stream stream, String offer, boolean audio, boolean video) {
    return refused();
  }

  @Override
  public CompletionStage<Void> forward(
      Participant participant, Stream stream, boolean audio, boolean video) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> unpublish(Participant participant, Stream stream) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> receive(Participant participant, Wish wish, boolean restart) {
    return refused();
  }

  @Override
  public CompletionStage<Void> receiveOther(
      Participant participant, @Nullable Participant host, Wish wish, boolean restart) {
    return refused();
  }

  @Override
  public CompletionStage<Void> answer(Participant participant, Connection connection, String sdp) {
    return refused();
  }

  @Override
  public CompletionStage<Void> candidate(
      Participant participant, Connection connection, Candidate candidate) {
    return refused();
  }

  @Override
  public void part(RoomKey room, RoomKey other) {
    // Rooms are not connected without a media server.
  }

  @Override
  public void leave(Participant participant) {
    // Nobody is here.
  }

  @Override
  public void close(RoomKey room) {
    // Nobody is here.
  }

  private static <T> CompletionStage<T> refused() {
    return CompletableFuture.failedFuture(
        new Problem(
            Refusal.NOT_IN_THIS_MEDIA_MODE,
            "This server has no media server: clients connect to each other by relay."));
  }
}
