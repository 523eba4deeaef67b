package org.confab.store;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives a restart of its database. WildFly's pool can be told of no check for
 * a data source that an application defines, and keeps connections that broke; so they mend
 * themselves. Between transactions, where nothing can be lost, one that has rested or failed is
 * tried, and opened anew when it is broken.
 */
final class LastingConnection implements InvocationHandler {
  private static final System.Logger LOG = System.getLogger(LastingConnection.class.getName());
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SECONDS_TO_ANSWER = 2;

  /** Opens a connection to the database. */
  interface Source {
    Connection open() throws SQLException;
  }

  /** How a transaction is committed. */
  interface Commit {
    void run(Connection connection) throws SQLException;
  }

  /** Needs no database. */
  private static final Set<String> ALWAYS =
      Set.of("close", "isClosed", "isValid", "abort", "toString", "hashCode", "equals");

  private final Source source;
  private final Commit commit;
  private Connection connection;
  private boolean inTransaction;
  private boolean unsettled;
  private boolean failed;
  private long used = System.nanoTime();

  private LastingConnection(Source source, Commit commit) throws SQLException {
    this.source = source;
    this.commit = commit;
    connection = source.open();
  }

  static Connection of(Source source, Commit commit) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            LastingConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new LastingConnection(source, commit));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean begins = method.getName().equals("setAutoCommit");
    if (begins || !(inTransaction || unsettled || ALWAYS.contains(method.getName()))) {
      mend(begins);
    }
    try {
      Object result = carryOut(method, arguments);
      if (begins) {
        inTransaction = !connection.getAutoCommit();
        unsettled = false;
      }
      used = System.nanoTime();
      return result;
    } catch (InvocationTargetException e) {
      failed = true;
      unsettled |= begins;
      throw e.getCause();
    }
  }

  private @Nullable Object carryOut(Method method, Object @Nullable [] arguments)
      throws IllegalAccessException, InvocationTargetException {
    if (!method.getName().equals("commit")) {
      return method.invoke(connection, arguments);
    }
    try {
      commit.run(connection);
      return null;
    } catch (SQLException e) {
      throw new InvocationTargetException(e);
    }
  }

  /**
   * @param begins whether the call begins or ends a transaction: if it fails, what the pool takes
   *     the connection for is not known until such a call succeeds, and nothing else mends it
   */
  private void mend(boolean begins) throws SQLException {
    if (!failed && System.nanoTime() - used < TRUSTED_NANOS) {
      return;
    }
    unsettled |= begins;
    if (!connection.isValid(SECONDS_TO_ANSWER)) {
      Connection broken = connection;
      connection = source.open();
      close(broken);
    }
    failed = false;
  }

  private static void close(Connection broken) {
    try {
      broken.close();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "Closing a connection that broke", e);
    }
  }
}
