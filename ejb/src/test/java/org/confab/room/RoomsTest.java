package org.confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsTest {
  @ParameterizedTest
  @CsvSource({"23505, true", "23000, true", "08006, false", "40001, false", ", false"})
  void anIdIsTakenWhenAConstraintSaysSo(String sqlState, boolean taken) {
    SQLException cause = new SQLException("refused", sqlState);
    assertThat(Rooms.isTaken(new PersistenceException("flush", new IllegalStateException(cause))))
        .isEqualTo(taken);
  }

  @Test
  void noIdIsTakenWhenTheDatabaseSaidNothing() {
    assertThat(Rooms.isTaken(new PersistenceException("flush"))).isFalse();
  }
}
