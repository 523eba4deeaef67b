package org.confab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final int MANY = 20;

  private final GroupCommit commits = new GroupCommit();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger writes = new AtomicInteger();
  @TempDir private Path directory;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whatIsCommittedIsInTheFile() throws Exception {
    try (Connection connection = open("original")) {
      execute(connection, "create table noted (what varchar(20))");
      connection.setAutoCommit(false);
      execute(connection, "insert into noted values ('kept')");
      commits.commit(connection);
      // what a process that is killed now would leave
      Files.copy(directory.resolve("original.mv.db"), directory.resolve("copy.mv.db"));
    }
    try (Connection copy = open("copy");
        Statement statement = copy.createStatement();
        ResultSet noted = statement.executeQuery("select what from noted")) {
      assertThat(noted.next()).isTrue();
      assertThat(noted.getString(1)).isEqualTo("kept");
    }
  }

  @Test
  void whoComesDuringAWriteIsInTheNextOne() throws Exception {
    crowd(commits);
    assertThat(writes).hasValue(2);
  }

  @Test
  void afterACrowdAWriteWaitsForMore() throws Exception {
    GroupCommit patient = new GroupCommit(Duration.ofSeconds(1));
    crowd(patient);
    assertThat(writes).hasValue(2);
    Future<?> next = committing(patient, writes::incrementAndGet);
    Future<?> another = committing(patient, writes::incrementAndGet);
    next.get();
    another.get();
    assertThat(writes).hasValue(3);
    long start = System.nanoTime();
    committing(patient, writes::incrementAndGet).get();
    assertThat(System.nanoTime() - start).as("two are no crowd").isLessThan(1_000_000_000L);
  }

  @Test
  void whoWaitsForAWriteThatFailsWritesItself() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<?> first =
        committing(
            () -> {
              begun.countDown();
              awaitUninterrupted(end);
              throw new SQLException("the disk is full");
            });
    begun.await();
    Future<?> second = committing(writes::incrementAndGet);
    await("it has come").until(() -> commits.waiting() == 1);
    end.countDown();
    assertThatThrownBy(first::get).hasRootCauseMessage("the disk is full");
    second.get();
    assertThat(writes).hasValue(1);
  }

  /** One writes, and many come meanwhile. */
  private void crowd(GroupCommit together) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<?> first =
        committing(
            together,
            () -> {
              writes.incrementAndGet();
              begun.countDown();
              awaitUninterrupted(end);
            });
    begun.await();
    List<Future<?>> others = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      others.add(committing(together, writes::incrementAndGet));
    }
    await("all have come").until(() -> together.waiting() == MANY);
    assertThat(others).noneMatch(Future::isDone);
    end.countDown();
    first.get();
    for (Future<?> other : others) {
      other.get();
    }
  }

  private Future<?> committing(GroupCommit.Write write) {
    return committing(commits, write);
  }

  private Future<?> committing(GroupCommit together, GroupCommit.Write write) {
    return threads.submit(
        () -> {
          together.await(write);
          return null;
        });
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws SQLException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  private Connection open(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0", "sa", "");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
