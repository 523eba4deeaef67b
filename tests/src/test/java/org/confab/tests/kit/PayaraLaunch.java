package org.confab.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Payara Server with the archives of Payara Micro, in a domain of its own that was configured and
 * deployed to as docs/operations.md says. Its asadmin stays the parent of the server, or leaves it
 * behind; what it would run is run here, so that who kills the process kills the server.
 */
final class PayaraLaunch implements Launch {
  private final PayaraDomain domain;

  PayaraLaunch(Path directory) throws IOException {
    domain = Configured.DOMAIN.copyTo(directory.resolve("domains"));
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

  /** The domain that each server starts with a copy of; configured once. */
  private static final class Configured {
    static final PayaraDomain DOMAIN = configure();

    private static PayaraDomain configure() {
      Path home = Path.of(Launch.required("confab.payara.home"));
      try {
        Path work = Files.createTempDirectory("confab-payara");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(work)));
        PayaraDomain domain = PayaraDomain.shippedWith(home).copyTo(work.resolve("domains"));
        runScript(domain, home, work);
        return domain;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void runScript(PayaraDomain domain, Path home, Path work) throws IOException {
      Path log = work.resolve("server.log");
      ProcessBuilder builder =
          new ProcessBuilder(domain.command())
              // it reads what it is given before it starts
              .redirectInput(Path.of("/dev/null").toFile())
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
            .until(() -> asadmin(domain, home, work, List.of("uptime")).contains("successfully"));
        String said =
            asadmin(
                domain,
                home,
                Path.of(Launch.required("confab.payara.archives")),
                List.of("multimode", "--file", Launch.required("confab.payara.script")));
        if (said.contains("failed") || !said.contains("confab")) {
          throw new AssertionError(
              "Payara Server was not configured:\n" + said + Files.readString(log));
        }
        server.destroy();
        if (!server.waitFor(1, TimeUnit.MINUTES)) {
          throw new AssertionError("Payara Server did not stop:\n" + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        server.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
      }
    }

    /** What a command of the server's administrator says. */
    private static String asadmin(PayaraDomain domain, Path home, Path in, List<String> command)
        throws IOException, InterruptedException {
      List<String> whole = new ArrayList<>();
      whole.add(home.resolve("bin/asadmin").toString());
      whole.addAll(List.of("--interactive=false", "--port", String.valueOf(domain.adminPort())));
      whole.addAll(command);
      return PayaraDomain.output(whole, in);
    }
  }
}
