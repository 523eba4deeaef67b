package org.confab.tests.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The server as it is shipped, on free ports and with a data directory of its own. It may be killed
 * and started again on the same data. Whatever becomes of the test, its process ends with it; its
 * log is kept for reading, and its directory too when the server did not start.
 */
public final class ServerUnderTest implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What Payara says when a client went before its handshake was answered. */
  private static final Pattern CLOSED_MEANWHILE =
      Pattern.compile(
          ".* WARNING .*Servlet.service\\(\\) for servlet .* threw exception\\R"
              + "java.io.IOException: Connection is closed\\R(?:\\s+at .*\\R)*?"
              + "\\s+at org.glassfish.tyrus.servlet.TyrusServletUpgrade.upgrade\\(.*\\R"
              + "(?:\\s+(?:at|\\.\\.\\.) .*\\R|Caused by: java.io.IOException: Locally closed\\R)+");

  /** What a program reads that is not to wait for anybody. */
  static final File NOTHING = new File("/dev/null");

  private static final Map<String, String> USUAL =
      Map.of("CONFAB_MEDIA", "mesh", "CONFAB_RATE_PER_COMMAND", "0");

  private static @Nullable ServerUnderTest spare;

  private Map<String, String> settings;
  private final Path directory;
  private final Launch launch;
  private final Thread atExit = new Thread(this::vanish, "server under test");
  private String test = "spare";
  private @Nullable Process process;

  private ServerUnderTest(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(database());
    all.putAll(settings);
    this.settings = Map.copyOf(all);
    try {
      directory = Files.createTempDirectory("confab-test");
      launch = Launch.chosen(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * As the build says with the system property {@code confab.database}; H2 when it says nothing.
   */
  private static Map<String, String> database() {
    String database = System.getProperty("confab.database", "h2");
    return switch (database) {
      case "h2" -> Map.of();
      case "postgresql" -> Postgres.newDatabase();
      default -> throw new IllegalStateException("confab.database must not be " + database);
    };
  }

  /** A running server that is ready, with nothing in its database. */
  public static ServerUnderTest start() {
    return start(Map.of());
  }

  /** The same as most journeys want it: no media server, no limit to how often one asks. */
  public static ServerUnderTest usual() {
    return start(USUAL);
  }

  /**
   * The same with settings.
   *
   * @param settings environment variables, such as {@code CONFAB_MEDIA}
   */
  public static ServerUnderTest start(Map<String, String> settings) {
    ServerUnderTest server =
        settings.equals(USUAL) ? spareOrNew() : new ServerUnderTest(settings).running();
    server.test = callingTest();
    server.awaitReady();
    if (settings.equals(USUAL)) {
      spare(new ServerUnderTest(USUAL).running());
    }
    return server;
  }

  /** The one that was started beside the tests before, most of whose time is waiting. */
  private static synchronized ServerUnderTest spareOrNew() {
    ServerUnderTest taken = spare;
    spare = null;
    return taken == null ? new ServerUnderTest(USUAL).running() : taken;
  }

  private static synchronized void spare(ServerUnderTest next) {
    if (spare == null) {
      spare = next;
    } else {
      next.close();
    }
  }

  private ServerUnderTest running() {
    run();
    return this;
  }

  /** What the server keeps, of which H2 is to be had only while the server is stopped. */
  public Connection openDatabase() throws SQLException {
    String url = settings.get("CONFAB_DB_URL");
    return url == null
        ? DriverManager.getConnection(
            "jdbc:h2:file:" + data().resolve("db/confab").toAbsolutePath() + ";DB_CLOSE_DELAY=0",
            "sa",
            "")
        : DriverManager.getConnection(url, settings.get("CONFAB_DB_USER"), "");
  }

  public URI uri() {
    return URI.create("http://localhost:" + launch.port());
  }

  /** Where it keeps {@code app.json} and everything else. */
  public Path data() {
    return directory.resolve("data");
  }

  public Path log() {
    return directory.resolve("server.log");
  }

  /** Ends it; no line of its log may belong to a failure nobody expected. */
  public void closeWithoutFault() {
    try {
      List<String> faults = faults();
      if (!faults.isEmpty()) {
        throw new AssertionError("the log tells of faults: " + String.join(" | ", faults));
      }
    } finally {
      close();
    }
  }

  private List<String> faults() {
    try {
      return CLOSED_MEANWHILE
          .matcher(Files.readString(log()))
          .replaceAll("")
          .lines()
          .filter(line -> line.matches("\\s+at [\\w.$/]+\\(.*|.*(Exception|SEVERE|ERROR).*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A process that the server started.
   *
   * @param program the name of its program, such as {@code janus}
   */
  public Optional<ProcessHandle> child(String program) {
    Process running = process;
    return running == null
        ? Optional.empty()
        : running
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("/" + program))
            .findFirst();
  }

  /** Has its memory cleared of what nobody needs, as for looking at what is left. */
  public void collectGarbage() throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process command =
        new ProcessBuilder(jcmd, String.valueOf(running.pid()), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!await(command) || command.exitValue() != 0) {
      throw new IOException("the server's memory was not cleared");
    }
  }

  /** How much of the machine's memory its process has. */
  public long residentBytes() throws IOException {
    Process running = process;
    if (running == null) {
      return 0;
    }
    // the second figure counts pages
    String[] figures =
        Files.readString(Path.of("/proc", String.valueOf(running.pid()), "statm")).split(" ", -1);
    return Long.parseLong(figures[1]) * 4096;
  }

  /** The process itself, as when the power fails. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running);
    }
  }

  /** As an administrator does. */
  public void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!await(running)) {
        running.destroyForcibly();
        throw new AssertionError("the server did not stop within " + STOP + "; see " + log());
      }
    }
  }

  /** Runs again on the same port and data, and returns when it is ready. */
  public void restart() {
    Process running = process;
    if (running != null && running.isAlive()) {
      stop();
    }
    run();
    awaitReady();
  }

  /** The same with further settings from now on. */
  public void restart(Map<String, String> more) {
    stop();
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    settings = Map.copyOf(all);
    restart();
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    keepLog();
    Directories.delete(directory);
  }

  /** With the tests; what a test still needed for reading stays. */
  private void vanish() {
    kill();
    if (test.equals("spare")) {
      Directories.delete(directory);
    }
  }

  /** Starts the process without waiting until it is ready. */
  public void run() {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(directory.toFile())
            // Payara Server reads it to its end before it starts
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("CONFAB_"));
    environment.putAll(launch.environment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CONFAB_DATA", data().toString());
    environment.putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitReady() {
    try {
      Awaitility.await("the server to be ready")
          .atMost(START)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                Process running = process;
                if (running == null || !running.isAlive()) {
                  throw new AssertionError("the server ended while starting:\n" + lastLines());
                }
                return isReady();
              });
    } catch (ConditionTimeoutException e) {
      kill();
      throw new AssertionError("the server was not ready within " + START + ":\n" + lastLines(), e);
    }
  }

  /** Checks answer a little before the page is served. */
  private boolean isReady() throws InterruptedException {
    return answers("/health/ready") && answers("/");
  }

  private boolean answers(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(5)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return "no log in " + directory;
    }
  }

  private void keepLog() {
    String logs = System.getProperty("confab.logs");
    if (logs == null) {
      return;
    }
    Path kept = Path.of(logs, test + "-" + launch.port() + ".log");
    try {
      Files.createDirectories(kept.getParent());
      Files.copy(log(), kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The simple name of the test class that starts a server. */
  private static String callingTest() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(frame -> frame.getDeclaringClass().getSimpleName())
                    .filter(name -> name.endsWith("IT"))
                    .findFirst())
        .orElse("server");
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
