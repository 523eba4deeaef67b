package org.confab.client;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Who listens to something. What one of them throws harms no other. */
final class Listeners<T> {
  private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

  private final List<Place<T>> all = new CopyOnWriteArrayList<>();
  private final Executor executor;

  /** Of one that is added; one that is added twice has two. */
  private static final class Place<T> {
    final Consumer<T> listener;

    Place(Consumer<T> listener) {
      this.listener = listener;
    }
  }

  /**
   * @param executor carries out what it is given in order
   */
  Listeners(Executor executor) {
    this.executor = executor;
  }

  Subscription add(Consumer<T> listener) {
    Place<T> place = new Place<>(listener);
    all.add(place);
    return () -> all.remove(place);
  }

  void tell(T what) {
    try {
      executor.execute(() -> all.forEach(place -> tell(place.listener, what)));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "Nobody listens any more", closed);
    }
  }

  private static <T> void tell(Consumer<T> listener, T what) {
    try {
      listener.accept(what);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A listener failed", e);
    }
  }
}
