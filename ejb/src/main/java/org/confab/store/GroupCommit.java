package org.confab.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Commits of H2, written out together. H2 by itself writes one transaction after the other, and all
 * that commit at the same time stand in line for that, woken one by one. Here each is committed in
 * memory, and waits until it is in the file too; who comes first writes for all that are committed
 * by then, and who comes meanwhile is in the next write.
 */
final class GroupCommit {
  /** Writes all that is committed. */
  interface Write {
    void run() throws SQLException;
  }

  /**
   * H2 then neither writes with each commit, as without a delay, nor on threads of its own, as with
   * one: being handed from thread to thread takes longer than the write.
   */
  private static final int NOT_BY_ITSELF = -1;

  /** When the last write was for so many, the next one waits a moment for more to come. */
  private static final int CROWD = 4;

  private static final Duration GATHERING = Duration.ofMillis(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final Duration gathering;
  private long asked;
  private long written;
  private boolean writing;
  private boolean crowded;

  GroupCommit() {
    this(GATHERING);
  }

  GroupCommit(Duration gathering) {
    this.gathering = gathering;
  }

  /** Commits, and returns when a crash of the process loses nothing of it any more. */
  void commit(Connection connection) throws SQLException {
    if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
      MVStore store = session.getDatabase().getStore().getMvStore();
      if (store.getAutoCommitDelay() != NOT_BY_ITSELF) {
        store.setAutoCommitDelay(NOT_BY_ITSELF);
      }
      boolean changed = session.containsUncommitted();
      connection.commit();
      if (changed) {
        await(() -> write(store));
      }
    } else { // the database is another process's, which writes as it likes
      connection.commit();
    }
  }

  private static void write(MVStore store) throws SQLException {
    try {
      store.commit();
    } catch (RuntimeException failed) {
      throw new SQLException("What was committed could not be written", failed);
    }
  }

  /** Returns after a write that began after the call. */
  void await(Write write) throws SQLException {
    lock.lock();
    try {
      long mine = ++asked;
      while (written < mine) {
        if (writing) {
          settled.awaitUninterruptibly();
        } else {
          writeForAll(write);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a write that somebody else does. */
  int waiting() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(settled);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets more come. A write costs the pages it changes, which neighbours share, and one more for
   * each table's way down to them.
   */
  private void gather() {
    lock.unlock();
    try {
      LockSupport.parkNanos(gathering.toNanos());
    } finally {
      lock.lock();
    }
  }

  private void writeForAll(Write write) throws SQLException {
    writing = true;
    if (crowded) {
      gather();
    }
    long all = asked;
    lock.unlock();
    boolean done = false;
    try {
      write.run();
      done = true;
    } finally {
      lock.lock();
      writing = false;
      if (done) {
        crowded = all - written >= CROWD;
        written = all;
      }
      settled.signalAll();
    }
  }
}
