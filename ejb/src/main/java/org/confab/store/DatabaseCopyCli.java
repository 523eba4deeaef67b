package org.confab.store;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;

/** {@code confab copy-database}: takes what is in the data directory along to PostgreSQL. */
final class DatabaseCopyCli {
  private static final int IN_USE = 90020; // H2's DATABASE_ALREADY_OPEN_1

  /** Kept, so that its level is. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  DatabaseCopyCli(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    FLYWAY.setLevel(Level.WARNING);
    System.exit(new DatabaseCopyCli(System.getenv(), System.out, System.err).run(List.of(args)));
  }

  /** Returns the exit status: 0 copied, 1 not copied, 2 the arguments or settings are wrong. */
  int run(List<String> args) {
    if (args.size() != 2 || !args.get(0).equals("--data")) {
      err.println("Not understood: " + String.join(" ", args));
      return 2;
    }
    Path data = Path.of(args.get(1)).toAbsolutePath().normalize();
    String url = environment.getOrDefault("CONFAB_DB_URL", "");
    if (!url.startsWith("jdbc:postgresql:")) {
      err.println("Where to? Set CONFAB_DB_URL to the JDBC URL of an empty PostgreSQL database.");
      return 2;
    }
    if (!Files.exists(data.resolve("db/confab.mv.db"))) {
      err.println("There is no database in " + data + ": name the data directory with --data.");
      return 1;
    }
    return copy(data, url);
  }

  private int copy(Path data, String url) {
    try {
      Map<String, Long> rows =
          new DatabaseCopy(
                  ConfabDataSource.inDirectory(data),
                  ConfabDataSource.postgres(
                      url,
                      environment.getOrDefault("CONFAB_DB_USER", ConfabDataSource.DEFAULT_USER),
                      environment.getOrDefault("CONFAB_DB_PASSWORD", "")))
              .run();
      rows.forEach((table, count) -> out.printf("  %-16s %,d%n", table, count));
      out.println(
          "Copied. Start the server with the same CONFAB_DB_URL; what is in the data directory"
              + " stays as it is.");
      return 0;
    } catch (DatabaseCopy.NotEmpty e) {
      err.println(e.getMessage() + " Nothing was copied.");
    } catch (SQLException | FlywayException e) {
      err.println(isInUse(e) ? "The server is running: stop it first." : e.getMessage());
      err.println("Nothing was copied.");
    }
    return 1;
  }

  private static boolean isInUse(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
        return true;
      }
    }
    return false;
  }
}
