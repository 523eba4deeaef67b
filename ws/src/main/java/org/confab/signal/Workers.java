package org.confab.signal;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that carry out what clients ask for and write to them: threads of the container, but
 * not its executor. That one prepares the container's context for each task, on Payara by looking
 * through all the server's archives, which costs more than most of our tasks; a thread of its
 * factory has the context once and for all.
 */
@ApplicationScoped
class Workers implements Executor {
  /** Enough to wait for every connection of the database, and to go on with the rest meanwhile. */
  private static final int THREADS = 48;

  static final int WRITERS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final long IDLE_SECONDS = 60;

  @Resource private ManagedThreadFactory threads;

  private final ThreadPoolExecutor pool = pool(THREADS);

  /** Writers wait for nobody, and nobody who waits for the database is in their way. */
  private final ThreadPoolExecutor writing = pool(WRITERS);

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, task -> threads.newThread(task));

  private ThreadPoolExecutor pool(int most) {
    ThreadPoolExecutor made =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> threads.newThread(task));
    made.allowCoreThreadTimeOut(true);
    return made;
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
    pool.shutdown();
    writing.shutdown();
  }

  /**
   * @throws RejectedExecutionException when the server is going down
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** For what writes to clients. */
  Executor writing() {
    return writing;
  }

  /** Executes the task after some time; not any more when the server is going down. */
  void after(long millis, Runnable task) {
    var unused = clock.schedule(() -> pool.execute(task), millis, TimeUnit.MILLISECONDS);
  }
}
