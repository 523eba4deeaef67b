package org.confab.callbackwire;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Reads an answer to its end and forgets it, so that the connection can be used again; one that is
 * too long is not read on.
 */
final class BoundedDiscard implements BodySubscriber<Void> {
  private static final long MAX_BYTES = 64 * 1024;

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Subscription subscription = new Nothing();
  private long bytes;

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    if (bytes > MAX_BYTES) {
      subscription.cancel();
      done.complete(null);
    }
  }

  @Override
  public void onError(Throwable error) {
    done.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }

  private static final class Nothing implements Subscription {
    @Override
    public void request(long n) {
      // not subscribed yet
    }

    @Override
    public void cancel() {
      // not subscribed yet
    }
  }
}
