package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.media.Sending;
import org.confab.media.Sfu;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private static final Participant BOB = new Participant(new RoomKey(1, "r"), "bob");
  private static final Sending NOTHING = new Sending(false, false, false, false);
  private static final Sending SPEAKING = new Sending(true, false, false, false);

  private final Deque<Runnable> late = new ArrayDeque<>();
  private final FakeSfu sfu = new FakeSfu();
  private Sending known = SPEAKING;
  private final Forwarding forwarding = new Forwarding(sfu, member -> known, late::add);

  @Test
  void whatTheRoomKnowsIsForwardedOnce() {
    CompletionStage<Void> done = forwarding.forward(BOB, Stream.CAMERA, true, false);
    catchUp();
    assertThat(sfu.asked).containsExactly("CAMERA true false");
    assertThat(done.toCompletableFuture()).isDone();
  }

  @Test
  void aLockThatWasAskedForBeforeWhatItTakesAwayWinsAllTheSame() {
    known = NOTHING;
    CompletionStage<Void> lock = forwarding.follow(BOB);
    catchUp();
    CompletionStage<Void> said = forwarding.forward(BOB, Stream.CAMERA, true, true);
    catchUp();
    assertThat(sfu.lastOf("CAMERA")).isEqualTo("CAMERA false false");
    assertThat(lock.toCompletableFuture()).isDone();
    assertThat(said.toCompletableFuture()).isDone();
  }

  @Test
  void aLockThatIsLateDoesNotSilenceWhoMaySpeakAgain() {
    CompletionStage<Void> stale = forwarding.forward(BOB, Stream.CAMERA, false, false);
    catchUp();
    assertThat(sfu.lastOf("CAMERA")).isEqualTo("CAMERA true false");
    assertThat(stale.toCompletableFuture()).isDone();
  }

  @Test
  void theSoundOfTheScreenFollowsTheSeat() {
    known = new Sending(false, false, true, false);
    CompletionStage<Void> locked = forwarding.follow(BOB);
    catchUp();
    assertThat(locked.toCompletableFuture()).isDone();
    assertThat(sfu.lastOf("SCREEN")).isEqualTo("SCREEN false true");
    sfu.asked.clear();
    known = new Sending(false, false, true, true);
    CompletionStage<Void> silent = forwarding.forward(BOB, Stream.SCREEN, false, true);
    catchUp();
    assertThat(silent.toCompletableFuture()).isDone();
    assertThat(sfu.asked).as("a screen without sound may stay so").hasSize(1);
  }

  @Test
  void ofWhoHasLeftNothingIsForwarded() {
    Forwarding gone =
        new Forwarding(
            sfu,
            member -> {
              throw new Problem(Refusal.NOT_A_MEMBER, "bob is not in the room.");
            },
            late::add);
    CompletionStage<Void> done = gone.follow(BOB);
    catchUp();
    assertThat(sfu.asked).isEmpty();
    assertThat(done.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void whatALockForbidsIsEndedWhenTheMediaServerDoesNotStopIt() {
    known = NOTHING;
    sfu.failures = 2;
    CompletionStage<Void> slow = forwarding.restrict(BOB);
    catchUp();
    assertThat(slow.toCompletableFuture()).isCompleted();
    assertThat(sfu.lastOf("CAMERA")).as("asked again").isEqualTo("CAMERA false false");
    assertThat(sfu.ended).isEmpty();

    sfu.failures = Integer.MAX_VALUE;
    CompletionStage<Void> deaf = forwarding.restrict(BOB);
    catchUp();
    assertThat(deaf.toCompletableFuture()).isCompleted();
    assertThat(sfu.ended).containsExactly(Stream.CAMERA, Stream.SCREEN);
  }

  private void catchUp() {
    for (Runnable task = late.poll(); task != null; task = late.poll()) {
      task.run();
    }
  }

  /** Notes what is to be forwarded or ended; nothing else is asked of it here. */
  private static final class FakeSfu implements Sfu {
    final List<String> asked = new ArrayList<>();
    final List<Stream> ended = new ArrayList<>();
    int failures;

    String lastOf(String stream) {
      return asked.stream().filter(a -> a.startsWith(stream)).reduce("", (a, b) -> b);
    }

    @Override
    public CompletionStage<Void> forward(
        Participant participant, Stream stream, boolean audio, boolean video) {
      asked.add(stream + " " + audio + " " + video);
      return failures-- > 0
          ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
          : CompletableFuture.completedFuture(null);
    }

    @Override
    public Mode mode() {
      return Mode.JANUS;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void listen(Listener listener) {}

    @Override
    public CompletionStage<String> publish(
        Participant participant, Stream stream, String offer, boolean audio, boolean video) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> unpublish(Participant participant, Stream stream) {
      ended.add(stream);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> receive(Participant participant, Wish wish, boolean restart) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> receiveOther(
        Participant participant, @Nullable Participant host, Wish wish, boolean restart) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> answer(
        Participant participant, Connection connection, String sdp) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> candidate(
        Participant participant, Connection connection, Candidate candidate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void part(RoomKey room, RoomKey other) {}

    @Override
    public void leave(Participant participant) {}

    @Override
    public void close(RoomKey room) {}
  }
}
