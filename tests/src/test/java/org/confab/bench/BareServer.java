package org.confab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.awaitility.Awaitility;
import org.confab.bench.bare.BareApplication;
import org.confab.bench.bare.ConstantResource;
import org.confab.bench.bare.NaiveEndpoint;
import org.confab.tests.kit.FreePorts;
import org.confab.tests.kit.WildFlyLaunch;

/** The same application server, with the bare application in it. */
final class BareServer implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Thread atExit;

  private BareServer(Process process, int port) {
    this.process = process;
    this.port = port;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static BareServer start() throws IOException {
    Path directory = Files.createTempDirectory("confab-bare");
    Path war = directory.resolve("ROOT.war");
    pack(war);
    int port;
    List<String> command;
    if (System.getProperty("confab.server", "micro").equals("wildfly")) {
      WildFlyLaunch launch = new WildFlyLaunch(directory, war, List.of("-Xmx1g"));
      port = launch.port();
      command = launch.command();
    } else {
      port = FreePorts.one();
      command = micro(directory, war, port);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    BareServer server = new BareServer(process, port);
    Awaitility.await("the bare server answers")
        .atMost(2, TimeUnit.MINUTES)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .ignoreExceptionsMatching(e -> process.isAlive())
        .until(() -> HttpLoad.post(server.uri(), "/bare/constant", "{}").contains("\"OK\""));
    return server;
  }

  private static List<String> micro(Path directory, Path war, int port) {
    Path home = Path.of(System.getProperty("confab.home"));
    return List.of(
        "java",
        "-Xmx1g",
        "-Djava.io.tmpdir=" + directory,
        "-jar",
        home.resolve("lib/payara-micro.jar").toString(),
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        String.valueOf(port),
        "--contextroot",
        "/",
        "--prebootcommandfile",
        home.resolve("lib/server.asadmin").toString(),
        "--deploy",
        war.toString());
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  private static void pack(Path war) {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(war))) {
      for (Class<?> type :
          List.of(BareApplication.class, ConstantResource.class, NaiveEndpoint.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          if (in == null) {
            throw new IOException(name + " is not on the class path");
          }
          in.transferTo(jar);
        }
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
