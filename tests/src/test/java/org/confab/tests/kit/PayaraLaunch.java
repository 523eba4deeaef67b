package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Payara Server with the enterprise archive, in a domain of its own that was configured and
 * deployed to as docs/operations.md says. Its asadmin stays the parent of the server, or leaves it
 * behind; what it would run is run here, so that who kills the process kills the server.
 */
final class PayaraLaunch implements Launch {
  /** The domain that each server starts with a copy of; configured once. */
  private static @Nullable PayaraDomain configured;

  private final PayaraDomain domain;

  PayaraLaunch(Path directory) throws IOException {
    domain = configured().copyTo(directory.resolve("domains"));
  }

  @Override
  public int port() {
    return domain.httpPort();
  }

  @Override
  public List<String> command() {
    return domain.command();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  // Not when a class is initialized: what is waited for is looked at by another thread.
  private static synchronized PayaraDomain configured() throws IOException {
    PayaraDomain known = configured;
    if (known != null) {
      return known;
    }
    Path home = Path.of(Launch.required("confab.payara.home"));
    Path work = Files.createTempDirectory("confab-payara");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(work)));
    PayaraDomain domain = PayaraDomain.shippedWith(home).copyTo(work.resolve("domains"));
    try {
      runScript(domain, home, work);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    configured = domain;
    return domain;
  }

  private static void runScript(PayaraDomain domain, Path home, Path work)
      throws IOException, InterruptedException {
    Path log = work.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(domain.command())
            .redirectInput(ServerUnderTest.NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CONFAB_DATA", work.resolve("data").toString());
    builder.environment().put("CONFAB_MEDIA", "mesh");
    Process server = builder.start();
    Thread atExit = new Thread(server::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      Awaitility.await("Payara Server takes commands")
          .atMost(Duration.ofMinutes(3))
          .until(() -> Files.readString(log).contains("startup time"));
      String said =
          PayaraDomain.output(
              List.of(
                  home.resolve("bin/asadmin").toString(),
                  "--interactive=false",
                  "--port",
                  String.valueOf(domain.adminPort()),
                  "multimode",
                  "--file",
                  Launch.required("confab.payara.script")),
              Path.of(Launch.required("confab.payara.archives")));
      if (said.contains("failed") || !said.contains("deployed with name confab.")) {
        throw new AssertionError(
            "Payara Server was not configured:\n" + said + Files.readString(log));
      }
      server.destroy();
      if (!server.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError("Payara Server did not stop:\n" + Files.readString(log));
      }
    } finally {
      server.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }
}
