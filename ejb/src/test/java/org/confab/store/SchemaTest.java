package org.confab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What H2, which knows nothing of fresh tables, makes of statements that must not go over many
 * rows.
 */
class SchemaTest {
  private static Connection connection;

  @BeforeAll
  static void migrates() throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:schema");
    connection = database.getConnection();
    Schema.migrate(database);
  }

  @AfterAll
  static void closes() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from room where room_id = ? and sdk_app_id = ?",
        "update room set name = 'x' where room_id = ? and sdk_app_id = ?",
        "delete from room where room_id = ? and sdk_app_id = ?",
        "select * from account where user_id = ? and sdk_app_id = ?",
        "update account set user_name = 'x' where user_id = ? and sdk_app_id = ?",
        "delete from account where user_id = ? and sdk_app_id = ?",
      })
  void oneRowIsFoundByItsKey(String statement) throws SQLException {
    assertThat(plan(statement))
        .contains("PRIMARY_KEY")
        .contains("SDK_APP_ID = ?2")
        .contains(" = ?1 AND");
  }

  private static String plan(String statement) throws SQLException {
    try (PreparedStatement explained = connection.prepareStatement("explain " + statement)) {
      explained.setString(1, "one");
      explained.setLong(2, 1);
      try (ResultSet rows = explained.executeQuery()) {
        rows.next();
        return rows.getString(1).replaceAll("\\s+", " ");
      }
    }
  }
}
