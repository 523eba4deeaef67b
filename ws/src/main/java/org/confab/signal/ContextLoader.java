package org.confab.signal;

/**
 * Another context class loader for a thread, until it is closed.
 *
 * <p>Tyrus starts a timer with each frame it reads or writes, also for a session that never times
 * out, and for each Payara asks for the providers of its context by the thread's class loader: the
 * application's looks through all the server's archives, which costs more than the frame.
 */
final class ContextLoader implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  private ContextLoader(ClassLoader loader) {
    thread.setContextClassLoader(loader);
  }

  /** The JDK's, which has no archives to look through: for what calls into the container. */
  static ContextLoader withoutArchives() {
    return new ContextLoader(ClassLoader.getPlatformClassLoader());
  }

  /** Ours: for what the container calls. */
  static ContextLoader ofApplication() {
    return new ContextLoader(ContextLoader.class.getClassLoader());
  }

  @Override
  public void close() {
    thread.setContextClassLoader(before);
  }
}
