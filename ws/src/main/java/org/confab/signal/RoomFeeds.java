package org.confab.signal;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.confab.chat.MessageSent;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.Problem;
import org.confab.kernel.RoomKey;
import org.confab.member.Membership;
import org.confab.request.Requesting;
import org.confab.room.RoomEvent.RoomDestroyed;

/** The feeds of the rooms that somebody connected here is in. */
@ApplicationScoped
class RoomFeeds {
  private static final System.Logger LOG = System.getLogger(RoomFeeds.class.getName());
  private static final long GATHER_MILLIS = 250;
  private static final long GAP_MILLIS = 5000;
  private static final long KEPT_DESERTED_MILLIS = 60_000;

  private final ConcurrentMap<RoomKey, Held> feeds = new ConcurrentHashMap<>();

  @EJB private Membership membership;
  @EJB private Requesting requesting;
  @Inject private Workers workers;

  /**
   * A feed, its lane, when it was last asked for, and whether it is looked at again since an event
   * is missing; the feed and that mark are touched in the lane only.
   */
  private static final class Held {
    final RoomFeed feed;
    final Lane lane;
    volatile long askedFor;
    boolean watched;

    Held(RoomFeed feed, Lane lane) {
      this.feed = feed;
      this.lane = lane;
    }

    boolean isOld() {
      return System.nanoTime() - askedFor > TimeUnit.MILLISECONDS.toNanos(KEPT_DESERTED_MILLIS);
    }

    Held ask() {
      askedFor = System.nanoTime();
      return this;
    }
  }

  /**
   * Does something with the feed of a room that exists, in its lane.
   *
   * @param failed told why, when the room cannot be read
   */
  void with(RoomKey key, Consumer<RoomFeed> task, Consumer<Exception> failed) {
    Held held = feeds.compute(key, (k, there) -> (there == null ? open(k) : there).ask());
    held.lane.run(
        () -> {
          try {
            if (!held.feed.isLoaded()) {
              held.feed.load(membership.snapshot(key), requesting.remembered(key));
            }
          } catch (RuntimeException e) {
            if (e instanceof Problem) {
              feeds.remove(key, held); // the room is gone; after another failure the next one tries
            }
            failed.accept(e);
            return;
          }
          task.accept(held.feed);
        });
  }

  /** Does something with the feed of the room, if there is one here. */
  void withOpen(RoomKey key, Consumer<RoomFeed> task) {
    Held held = feeds.get(key);
    if (held != null) {
      held.lane.run(() -> task.accept(held.feed));
    }
  }

  private Held open(RoomKey key) {
    return new Held(new RoomFeed(key, this::gather), new Lane(workers));
  }

  private void gather(RoomFeed feed) {
    workers.after(GATHER_MILLIS, () -> withOpen(feed.key, RoomFeed::tell));
  }

  void happened(@Observes(during = TransactionPhase.AFTER_SUCCESS) DomainEvent event) {
    Held held = feeds.get(event.room());
    if (held == null) {
      return;
    }
    held.lane.run(
        () -> {
          held.feed.apply(event);
          watch(held);
        });
    if (event instanceof RoomDestroyed) {
      feeds.remove(event.room(), held);
    }
  }

  void said(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent sent) {
    withOpen(sent.message().room(), feed -> feed.say(sent));
  }

  /** Events overtake each other for moments; one that does not come at all holds up the rest. */
  private void watch(Held held) {
    if (held.feed.waitsForEvents() && !held.watched) {
      held.watched = true;
      long stoodAt = held.feed.seq();
      workers.after(GAP_MILLIS, () -> held.lane.run(() -> mend(held, stoodAt)));
    }
  }

  /** If still the same event is missing, starts again from what the database says. */
  private void mend(Held held, long stoodAt) {
    held.watched = false;
    if (!held.feed.waitsForEvents() || held.feed.seq() != stoodAt) {
      watch(held);
      return;
    }
    RoomKey key = held.feed.key;
    LOG.log(Level.WARNING, "Events of the room {0} are missing; it is read anew", key);
    try {
      held.feed.load(membership.snapshot(key), requesting.remembered(key));
    } catch (Problem gone) {
      feeds.remove(key, held);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The room " + key + " cannot be read; tried again", e);
    }
    watch(held);
  }

  /**
   * Forgets feeds that nobody has been connected to for a minute; who comes back later reads the
   * room anew.
   */
  void sweep() {
    feeds.forEach(
        (key, held) -> {
          if (held.isOld()) {
            held.lane.run(() -> forget(key, held));
          }
        });
  }

  private void forget(RoomKey key, Held held) {
    feeds.computeIfPresent(
        key,
        (k, there) -> {
          if (there == held && !held.feed.isDeserted()) {
            return there.ask(); // the minute begins when the last one goes
          }
          return there == held && held.isOld() ? null : there;
        });
  }

  @PreDestroy
  void close() {
    feeds.clear();
  }
}
