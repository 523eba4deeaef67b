package org.confab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the benchmark named on the command line. */
public final class Bench {
  private static final List<String> NAMES =
      List.of("rest", "callbacks", "fanout", "join", "seats", "chat", "soak");

  private Bench() {}

  public static void main(String[] args) throws IOException {
    String name = args.length == 0 ? "list" : args[0];
    if (System.getProperty("confab.home") == null && System.getenv("CONFAB_HOME") != null) {
      System.setProperty("confab.home", System.getenv("CONFAB_HOME"));
    }
    switch (name) {
      case "rest" ->
          RestBench.run(
              databases(args), List.of(args).subList(Math.min(2, args.length), args.length));
      case "callbacks" -> CallbackBench.run(databases(args));
      case "fanout" -> {
        if (List.of(args).contains("wildfly")) {
          onWildFly();
        }
        FanoutBench.run();
      }
      case "join" -> JoinBench.run();
      case "seats" -> SeatsBench.run();
      case "chat" -> ChatBench.run();
      case "soak" ->
          SoakBench.run(Duration.ofMinutes(args.length > 1 ? Integer.parseInt(args[1]) : 10));
      case "list" -> System.out.println(String.join("\n", NAMES));
      default -> {
        System.err.println("There is no benchmark " + name + "; there are " + NAMES + ".");
        System.exit(2);
      }
    }
    System.exit(0);
  }

  /** On the WildFly that the tests run on; they fetch it. */
  private static void onWildFly() throws IOException {
    Path root = Path.of(System.getProperty("confab.home")).resolve("../../../..").normalize();
    Path fetched = root.resolve("tests/target/wildfly");
    try (Stream<Path> homes = Files.isDirectory(fetched) ? Files.list(fetched) : Stream.empty()) {
      Path home =
          homes
              .findAny()
              .orElseThrow(
                  () -> new IllegalStateException("WildFly is not there: run ./confab test first"));
      System.setProperty("confab.wildfly.home", home.toString());
    }
    System.setProperty("confab.server", "wildfly");
    System.setProperty(
        "confab.wildfly.cli", root.resolve("ear/src/main/wildfly/confab.cli").toString());
    System.setProperty("confab.wildfly.ear", root.resolve("ear/target/confab.ear").toString());
    System.setProperty("confab.wildfly.options", "-Xmx1g");
  }

  /** The one named after the benchmark, else both. */
  private static List<String> databases(String[] args) {
    return args.length > 1 ? List.of(args[1]) : List.of("h2", "postgresql");
  }

  /** What every server under load runs with: no limit on commands, no media. */
  static Map<String, String> settings() {
    return Map.of(
        "CONFAB_RATE_PER_COMMAND", "0",
        "CONFAB_MEDIA", "mesh",
        "CONFAB_DEMO", "false",
        // as it is shipped, not as the journeys have it
        "CONFAB_JAVA_OPTS", "");
  }
}
