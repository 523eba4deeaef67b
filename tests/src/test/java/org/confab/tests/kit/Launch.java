package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the server under test is started: which application server, with the archive made for it. */
public interface Launch {
  /** What is compiled to run for hours is not worth it for a minute. */
  String WITHOUT_OPTIMIZING_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * As the build says with the system property {@code confab.server}.
   *
   * @param directory of this server alone
   */
  static Launch chosen(Path directory) throws IOException {
    String server = System.getProperty("confab.server", "micro");
    return switch (server) {
      case "micro" -> new MicroLaunch();
      case "wildfly" -> new WildFlyLaunch(directory);
      case "payara" -> new PayaraLaunch(directory);
      default -> throw new IllegalStateException("confab.server must not be " + server);
    };
  }

  /** TCP port of HTTP, the same for each process. */
  int port();

  /** Starts a process that is the server itself, not a parent of it. */
  List<String> command();

  /** Variables that this server needs beside the settings. */
  Map<String, String> environment();

  /** A system property that the build has to set. */
  static String required(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the system property " + name + " is missing");
    }
    return value;
  }
}
