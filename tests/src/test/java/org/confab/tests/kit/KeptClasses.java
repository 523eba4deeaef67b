package org.confab.tests.kit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The archive of the server's classes that one run leaves for all the others, which then start in
 * half the time. It stays for the next tests until the server is another one.
 */
final class KeptClasses {
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofMinutes(4);

  private KeptClasses() {}

  /**
   * The directory of the archive.
   *
   * @param home of the server
   */
  static synchronized Path of(Path home) {
    Path directory = home.resolveSibling("cache");
    Path label = directory.resolve("of");
    try {
      String libraries = libraries(home);
      if (!Files.exists(label) || !Files.readString(label).equals(libraries)) {
        if (Files.exists(directory)) {
          Directories.delete(directory);
        }
        make(home, directory);
        Files.writeString(label, libraries);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the server kept no classes", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return directory;
  }

  /** What the archive fits: the files that the start script looks at. */
  private static String libraries(Path home) throws IOException {
    StringBuilder list = new StringBuilder(System.getProperty("java.vm.version")).append('\n');
    try (Stream<Path> files = Files.walk(home.resolve("lib"), 2)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        list.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
        list.append(Files.getLastModifiedTime(file)).append('\n');
      }
    }
    return list.toString();
  }

  /** They are written when the server ends. */
  private static void make(Path home, Path directory) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("confab-classes");
    int port = FreePorts.one();
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin/confab-server").toString())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("CONFAB_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CONFAB_DATA", data.resolve("data").toString());
    environment.put("CONFAB_CACHE", directory.toString());
    environment.put("CONFAB_MEDIA", "mesh");
    environment.put("CONFAB_HTTP_PORT", Integer.toString(port));
    Process server = builder.start();
    Thread atExit = new Thread(server::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
    Awaitility.await("the server that keeps its classes")
        .atMost(START)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !server.isAlive() || answers(URI.create("http://localhost:" + port + "/")));
    server.destroy();
    if (!server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (Stream<Path> files = Files.walk(directory, 2)) {
      if (files.noneMatch(file -> file.getFileName().toString().startsWith("classes"))) {
        throw new IOException("no classes; see " + data.resolve("log"));
      }
    }
    Directories.delete(data);
  }

  private static boolean answers(URI page) {
    try {
      return ((HttpURLConnection) page.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
