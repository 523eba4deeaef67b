package org.confab.signal;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.confab.kernel.Problem;
import org.confab.media.Sending;
import org.confab.media.Sfu;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;

/**
 * Has the media server forward what the room knows that members send. After each time it looks
 * whether the room still knows the same: whoever changes that has it forwarded too, so in the end
 * the media server does what was committed last, in whatever order it was asked.
 */
final class Forwarding {
  private static final System.Logger LOG = System.getLogger(Forwarding.class.getName());
  private static final int TRIES = 3;

  private final Sfu sfu;
  private final Function<Participant, Sending> known;
  private final Executor executor;

  /**
   * @param known what a member sends, as last committed; refused when it is gone
   * @param executor looks it up
   */
  Forwarding(Sfu sfu, Function<Participant, Sending> known, Executor executor) {
    this.sfu = sfu;
    this.known = known;
    this.executor = executor;
  }

  /** Forwards what the member just said that it sends. */
  CompletionStage<Void> forward(
      Participant participant, Stream stream, boolean audio, boolean video) {
    return sfu.forward(participant, stream, audio, video)
        .thenComposeAsync(done -> mend(participant, stream, audio, video), executor);
  }

  /** Forwards what the room knows, and nothing more. */
  CompletionStage<Void> follow(Participant participant) {
    return CompletableFuture.supplyAsync(() -> known.apply(participant), executor)
        .thenCompose(
            now ->
                CompletableFuture.allOf(
                    forward(participant, Stream.CAMERA, now).toCompletableFuture(),
                    forward(participant, Stream.SCREEN, now).toCompletableFuture()));
  }

  /**
   * Forwards no more than the room allows. A media server that does not do so, asked several times,
   * is made to end what the member sends: its client publishes again what it may.
   */
  CompletionStage<Void> restrict(Participant participant) {
    return restrict(participant, TRIES);
  }

  private CompletionStage<Void> restrict(Participant participant, int tries) {
    return follow(participant)
        .exceptionallyCompose(
            failure -> {
              if (Problem.in(failure) != null) {
                return CompletableFuture.completedFuture(null);
              }
              if (tries > 1) {
                return restrict(participant, tries - 1);
              }
              LOG.log(
                  Level.WARNING,
                  "{0} may send less than it does, and the media server does not stop it ({1}):"
                      + " all it sends is ended.",
                  participant,
                  failure);
              return CompletableFuture.allOf(
                  sfu.unpublish(participant, Stream.CAMERA).toCompletableFuture(),
                  sfu.unpublish(participant, Stream.SCREEN).toCompletableFuture());
            });
  }

  private CompletionStage<Void> mend(
      Participant participant, Stream stream, boolean audio, boolean video) {
    Sending now = known.apply(participant);
    boolean same =
        switch (stream) {
          case CAMERA -> audio == now.audio() && video == now.video();
          case SCREEN -> video == now.screen() && (!audio || now.screenSound());
        };
    return same ? CompletableFuture.completedFuture(null) : forward(participant, stream, now);
  }

  private CompletionStage<Void> forward(Participant participant, Stream stream, Sending now) {
    return switch (stream) {
      case CAMERA -> forward(participant, stream, now.audio(), now.video());
      case SCREEN -> forward(participant, stream, now.screenSound(), now.screen());
    };
  }
}
