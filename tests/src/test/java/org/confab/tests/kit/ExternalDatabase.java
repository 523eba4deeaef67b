package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/** A database server outside of the server, on loopback, that comes and goes. */
public final class ExternalDatabase implements AutoCloseable {
  private final int port;
  private final Path directory;
  private @Nullable Server server;

  public ExternalDatabase() throws IOException {
    port = FreePorts.one();
    directory = Files.createTempDirectory("confab-db");
    start();
  }

  /** What the server gets as {@code CONFAB_DB_URL}. */
  public String url() {
    return urlAt(port);
  }

  /** What a server gets that reaches it another way. */
  public String urlAt(int otherPort) {
    return "jdbc:h2:tcp://localhost:" + otherPort + "/./confab";
  }

  public int port() {
    return port;
  }

  public void start() {
    try {
      server =
          Server.createTcpServer(
                  "-tcpPort",
                  String.valueOf(port),
                  "-tcpDaemon",
                  "-ifNotExists",
                  "-baseDir",
                  directory.toString())
              .start();
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not start", e);
    }
  }

  /** Breaks all connections off. */
  public void stop() {
    Server running = server;
    if (running != null) {
      running.stop();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
    Directories.delete(directory);
  }
}
