package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A domain of Payara Server: a directory with its configuration and what was deployed.
 *
 * @param offset what was added to each of the ports it is shipped with
 * @param command what starts the server
 */
record PayaraDomain(Path home, Path directory, int offset, List<String> command) {
  private static final String NAME = "domain1";
  private static final int HTTP = 8080;
  private static final int ADMIN = 4848;

  /** All others of the configuration that it listens on, or may. */
  private static final int[] OTHERS = {ADMIN, 8181, 3700, 3820, 3920, 8686, 7676, 6666, 9009};

  private static final String ALONE = "<hazelcast-config-specific-configuration enabled=\"false\">";

  private static final Pattern NUMBER = Pattern.compile("\"(\\d{4,5})\"");

  static PayaraDomain shippedWith(Path home) {
    return new PayaraDomain(home, home.resolve("glassfish/domains").resolve(NAME), 0, List.of());
  }

  int httpPort() {
    return HTTP + offset;
  }

  int adminPort() {
    return ADMIN + offset;
  }

  /**
   * The same on ports of its own, on loopback only, and joined by nobody.
   *
   * @param domains a directory for it that there is not yet
   */
  PayaraDomain copyTo(Path domains) throws IOException {
    Path copied = domains.resolve(NAME);
    Files.createDirectories(domains);
    Directories.copy(directory, copied);
    int free = FreePorts.offset(HTTP, OTHERS);
    Path configuration = copied.resolve("config/domain.xml");
    String text = Files.readString(configuration);
    Files.writeString(
        configuration,
        NUMBER
            .matcher(text)
            .replaceAll(
                number -> "\"" + moved(Integer.parseInt(number.group(1)), free - offset) + "\"")
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace("<hazelcast-config-specific-configuration>", ALONE)
            .replace("<network-listener port", "<network-listener address=\"127.0.0.1\" port"));
    return new PayaraDomain(home, copied, free, commandIn(domains));
  }

  private int moved(int number, int by) {
    boolean isPort =
        number == httpPort() || Arrays.stream(OTHERS).anyMatch(port -> number == port + offset);
    return isPort ? number + by : number;
  }

  /** What asadmin would run, each argument on a line of its own, up to an empty one. */
  private List<String> commandIn(Path domains) throws IOException {
    List<String> asadmin =
        List.of(
            home.resolve("bin/asadmin").toString(),
            "start-domain",
            "--dry-run",
            "--verbose",
            "--domaindir",
            domains.toString(),
            NAME);
    try {
      List<String> command =
          output(asadmin, domains)
              .lines()
              .dropWhile(line -> !line.endsWith("/java"))
              .takeWhile(line -> !line.isEmpty())
              .collect(Collectors.toCollection(ArrayList::new));
      command.add(1, Launch.WITHOUT_OPTIMIZING_COMPILER);
      return List.copyOf(command);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a program says until it ends. */
  static String output(List<String> command, Path in) throws IOException, InterruptedException {
    Path said = Files.createTempFile("confab-payara", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectInput(ServerUnderTest.NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process program = builder.start();
    try {
      if (!program.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError(command + " does not end:\n" + Files.readString(said));
      }
      return Files.readString(said);
    } finally {
      program.destroyForcibly();
      Files.delete(said);
    }
  }
}
