package org.confab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingConnectionTest {
  private final Database database = new Database();
  private final Connection connection;

  LastingConnectionTest() throws SQLException {
    connection = LastingConnection.of(database::open, Connection::commit);
  }

  /** A database that can be away; connections break with it. */
  private static final class Database {
    private boolean away;
    private @Nullable Connection last;
    private int opened;

    Connection open() throws SQLException {
      if (away) {
        throw new SQLException("away");
      }
      opened++;
      Connection fresh = DriverManager.getConnection("jdbc:h2:mem:lasting", "sa", "");
      last = fresh;
      return fresh;
    }

    void goes() throws SQLException {
      if (last != null) {
        last.close();
      }
      away = true;
    }

    void comesBack() {
      away = false;
    }
  }

  @BeforeEach
  void works() throws SQLException {
    assertThat(one()).isEqualTo(1);
  }

  @AfterEach
  void closes() throws SQLException {
    connection.close();
  }

  @Test
  void mendsItselfBetweenTransactions() throws SQLException {
    database.goes();
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    database.comesBack();
    assertThat(one()).isEqualTo(1);
    assertThat(database.opened).isEqualTo(2);
  }

  @Test
  void withinATransactionItStaysBroken() throws SQLException {
    connection.setAutoCommit(false);
    database.goes();
    database.comesBack();
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    connection.setAutoCommit(true);
    assertThat(one()).isEqualTo(1);
  }

  @Test
  void whenATransactionCouldNotBeEndedOnlyAnotherBeginningMends() throws SQLException {
    connection.setAutoCommit(false);
    database.goes();
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);
    database.comesBack();
    assertThatThrownBy(this::one).isInstanceOf(SQLException.class);
    connection.setAutoCommit(false);
    assertThat(one()).isEqualTo(1);
    assertThat(connection.getAutoCommit()).isFalse();
  }

  private int one() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      result.next();
      return result.getInt(1);
    }
  }
}
