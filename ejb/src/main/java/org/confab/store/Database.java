package org.confab.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database as something that may be away. */
@ApplicationScoped
public class Database {
  private static final int SECONDS_TO_ANSWER = 2;

  @Resource(lookup = Schema.DATA_SOURCE)
  private DataSource dataSource;

  /**
   * Whether it answers; when it hangs, or all its connections do, that may be known only after a
   * minute.
   */
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException away) {
      return false;
    }
  }
}
