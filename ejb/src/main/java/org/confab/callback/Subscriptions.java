package org.confab.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What each application wants to be told, remembered: most want nothing, and nothing that happens
 * should cost a query to learn that. A change on another node is seen within {@link #STALE}.
 */
@ApplicationScoped
class Subscriptions {
  private static final Duration STALE = Duration.ofSeconds(3);

  private final Cache<Long, Optional<Receiver>> known =
      Caffeine.newBuilder().expireAfterWrite(STALE).maximumSize(10_000).build();

  private final AtomicLong changes = new AtomicLong();

  @Inject private Outbox outbox;

  /** A subscription with the token that requests are signed with, or {@code ""}. */
  public record Receiver(Subscription subscription, String token) {}

  public Optional<Receiver> of(long sdkAppId) {
    Optional<Receiver> receiver = known.getIfPresent(sdkAppId);
    if (receiver == null) {
      long before = changes.get();
      // not in the cache's lock: who holds a connection of the database would wait for who has none
      receiver = outbox.receiver(sdkAppId);
      if (changes.get() == before) {
        known.put(sdkAppId, receiver);
      }
    }
    return receiver;
  }

  public void changed(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) SubscriptionChanged change) {
    changes.incrementAndGet();
    known.invalidate(change.sdkAppId());
  }
}
