package org.confab.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * WildFly with the enterprise archive, configured as docs/operations.md says, in a base directory
 * of its own. Its start script stays the parent of the server; what it would run is run here, so
 * that who kills the process kills the server.
 */
public final class WildFlyLaunch implements Launch {
  private static final String CONFIGURATION = "standalone-full.xml";
  private static final int HTTP = 8080;

  /** All others of the configuration that it listens on. */
  private static final int[] OTHERS = {8009, 8443, 3528, 3529, 9990};

  /** What the server's bin/common.sh opens to it. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  private final Path home = Path.of(Launch.required("confab.wildfly.home"));
  private final Path base;
  private final List<String> options;
  private final int offset = FreePorts.offset(HTTP, OTHERS);

  WildFlyLaunch(Path directory) throws IOException {
    this(
        directory,
        Path.of(Launch.required("confab.wildfly.ear")),
        Arrays.asList(
            System.getProperty("confab.wildfly.options", "-Xmx512m " + WITHOUT_OPTIMIZING_COMPILER)
                .split(" ", -1)));
  }

  /**
   * A server with something else in it.
   *
   * @param archive named as it is deployed: {@code ROOT.war} is at the server's root
   * @param options of Java
   */
  public WildFlyLaunch(Path directory, Path archive, List<String> options) throws IOException {
    this.options = options;
    base = directory.resolve("base");
    Directories.copy(Configured.BASE, base);
    Files.copy(archive, base.resolve("deployments").resolve(archive.getFileName()));
  }

  @Override
  public int port() {
    return HTTP + offset;
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Djava.net.preferIPv4Stack=true");
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
    command.addAll(List.of("-mp", home.resolve("modules").toString()));
    command.add("org.jboss.as.standalone");
    command.add("-Djboss.home.dir=" + home);
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-Djboss.socket.binding.port-offset=" + offset);
    command.addAll(List.of("-c", CONFIGURATION));
    return command;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  /** The base directory that each server starts with a copy of; configured once. */
  private static final class Configured {
    static final Path BASE = configure();

    private static Path configure() {
      Path home = Path.of(Launch.required("confab.wildfly.home"));
      try {
        Path work = Files.createTempDirectory("confab-wildfly");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(work)));
        Path base = work.resolve("base");
        Directories.copy(home.resolve("standalone"), base);
        runScript(home, base, work.resolve("cli.log"));
        return base;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void runScript(Path home, Path base, Path log) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
                  home.resolve("bin/jboss-cli.sh").toString(),
                  "--file=" + Launch.required("confab.wildfly.cli"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
      Process cli = builder.start();
      try {
        if (!cli.waitFor(2, TimeUnit.MINUTES) || cli.exitValue() != 0) {
          throw new AssertionError("WildFly was not configured:\n" + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        cli.descendants().forEach(ProcessHandle::destroyForcibly);
        cli.destroyForcibly();
      }
    }
  }
}
