package org.confab.client;

/** A listener's place, until it is closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /** The listener hears nothing more. */
  @Override
  void close();
}
