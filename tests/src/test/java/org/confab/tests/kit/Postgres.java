package org.confab.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL of the tests' own, of the Debian package, on loopback: one for all tests of a run,
 * with a database for each server. It trusts whoever connects and does not wait for the disk.
 */
public final class Postgres {
  private static final String USER = "confab";
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path directory;
  private final int port;
  private final Process process;
  private final AtomicInteger databases = new AtomicInteger();

  private Postgres() throws IOException, InterruptedException {
    Path bin = programs();
    directory = Files.createTempDirectory("confab-postgres");
    port = FreePorts.one();
    if (isRoot()) {
      run(List.of("chown", "postgres:", directory.toString()));
    }
    String data = directory.resolve("data").toString();
    run(
        asUser(
            bin.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    process =
        new ProcessBuilder(
                asUser(
                    bin.resolve("postgres").toString(),
                    "-D",
                    data,
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off"))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "PostgreSQL"));
    Awaitility.await("PostgreSQL")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(SQLException.class)
        .until(
            () -> {
              connect().close();
              return true;
            });
  }

  /** What a server gets that is to use a new, empty database. */
  public static Map<String, String> newDatabase() {
    Postgres postgres = Running.INSTANCE;
    String name = "confab_" + postgres.databases.incrementAndGet();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL made no database", e);
    }
    return Map.of("CONFAB_DB_URL", postgres.url(name), "CONFAB_DB_USER", USER);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url("postgres"), USER, "");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Directories.delete(directory);
  }

  /** Of the newest version installed. */
  private static Path programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      throw new IllegalStateException("PostgreSQL is not installed (Debian: postgresql)");
    }
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IllegalStateException("PostgreSQL is not installed"));
    }
  }

  /** It refuses to run as root. */
  private static List<String> asUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = directory.resolve("setup.log");
    Process setup =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!setup.waitFor(2, TimeUnit.MINUTES) || setup.exitValue() != 0) {
      setup.destroyForcibly();
      throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
    }
  }

  /** Started when the first test wants a database. */
  private static final class Running {
    static final Postgres INSTANCE = start();

    private static Postgres start() {
      try {
        return new Postgres();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
