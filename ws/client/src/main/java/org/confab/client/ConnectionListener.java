package org.confab.client;

/** Hears what becomes of the connection. */
public interface ConnectionListener {
  /** It dropped, and the client tries to come back. */
  default void dropped(Closed why) {}

  /** The client is back; where {@link LoggedIn#isResumed} says no, it is in no room any more. */
  default void back(LoggedIn login) {}

  /** It ended for good. */
  default void ended(Closed why) {}
}
