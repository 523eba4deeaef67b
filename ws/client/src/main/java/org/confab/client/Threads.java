package org.confab.client;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no program from ending. */
final class Threads {
  private Threads() {}

  static ThreadFactory named(String what) {
    return task -> {
      Thread thread = new Thread(task, "confab-client-" + what);
      thread.setDaemon(true);
      return thread;
    };
  }
}
