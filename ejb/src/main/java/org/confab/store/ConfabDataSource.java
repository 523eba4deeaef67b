package org.confab.store;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that the configuration names: {@code CONFAB_DB_URL} (with {@code CONFAB_DB_USER} and
 * {@code CONFAB_DB_PASSWORD}) for PostgreSQL, else H2 in a file under the data directory. The
 * container pools it.
 */
public class ConfabDataSource implements DataSource {
  /**
   * WRITE_DELAY=0 writes what is committed at once, until {@link GroupCommit} sees to that. A
   * connection keeps so many statements understood; by default 8, fewer than one callback's way
   * takes.
   */
  private static final String H2_SETTINGS =
      ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128";

  private static final String URL = "CONFAB_DB_URL";

  /** No statement of ours takes as long. */
  private static final int ANSWER_SECONDS = 60;

  static final String DEFAULT_USER = "confab";

  /** As long as H2 waits for a row that another transaction has. */
  private static final String LOCK_TIMEOUT = "SET lock_timeout TO '10s'";

  private final DataSource chosen = choose(ConfigProvider.getConfig());
  private final LastingConnection.Commit commit = commitOf(chosen);

  private static DataSource choose(Config config) {
    Optional<String> url = config.getOptionalValue(URL, String.class);
    if (url.isEmpty()) {
      return inDirectory(DataDirectory.path());
    }
    String user = config.getOptionalValue("CONFAB_DB_USER", String.class).orElse(DEFAULT_USER);
    String password = config.getOptionalValue("CONFAB_DB_PASSWORD", String.class).orElse("");
    if (url.get().startsWith("jdbc:h2:")) {
      return h2(url.get(), user, password);
    }
    return lively(postgres(url.get(), user, password));
  }

  private static LastingConnection.Commit commitOf(DataSource database) {
    return database instanceof JdbcDataSource ? new GroupCommit()::commit : Connection::commit;
  }

  /**
   * Closes what is in the data directory, if that is used: else it is open as long as its classes.
   */
  static void release() throws SQLException {
    if (ConfigProvider.getConfig().getOptionalValue(URL, String.class).isEmpty()) {
      try (Connection connection = inDirectory(DataDirectory.path()).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown");
      }
    }
  }

  /** H2 in a file of the data directory. */
  static DataSource inDirectory(Path data) {
    return h2("jdbc:h2:file:" + data.resolve("db/confab") + H2_SETTINGS, "sa", "");
  }

  static PGSimpleDataSource postgres(String url, String user, String password) {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    postgres.setUser(user);
    postgres.setPassword(password);
    return postgres;
  }

  /** Lets go of a database that does not answer any more, unless the URL says something else. */
  private static DataSource lively(PGSimpleDataSource postgres) {
    postgres.setTcpKeepAlive(true);
    if (postgres.getSocketTimeout() == 0) {
      postgres.setSocketTimeout(ANSWER_SECONDS);
    }
    return postgres;
  }

  private static JdbcDataSource h2(String url, String user, String password) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    h2.setUser(user);
    h2.setPassword(password);
    return h2;
  }

  /** WildFly insists on setting one property; this one is shown in its console. */
  public void setDescription(String description) {
    // nothing depends on it
  }

  @Override
  public Connection getConnection() throws SQLException {
    return LastingConnection.of(this::open, commit);
  }

  private Connection open() throws SQLException {
    Connection connection = chosen.getConnection();
    if (chosen instanceof PGSimpleDataSource) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK_TIMEOUT);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return chosen.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    chosen.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    chosen.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return chosen.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.confab.store");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(chosen) ? type.cast(chosen) : chosen.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(chosen) || chosen.isWrapperFor(type);
  }
}
