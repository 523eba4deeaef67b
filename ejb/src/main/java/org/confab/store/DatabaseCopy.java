package org.confab.store;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Copies all that one database holds into another, empty one, both of this program's schema. All of
 * it arrives or none.
 */
final class DatabaseCopy {
  private static final int ROWS_AT_ONCE = 1000;

  private final DataSource from;
  private final DataSource to;

  /** The other database is not empty. */
  static final class NotEmpty extends Exception {
    private static final long serialVersionUID = 1L;

    NotEmpty(String table) {
      super("The table " + table + " of the other database is not empty.");
    }
  }

  /**
   * @param from H2
   * @param to PostgreSQL
   */
  DatabaseCopy(DataSource from, DataSource to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Brings both schemas up to date, and copies.
   *
   * @return how many rows each table has now
   */
  Map<String, Long> run() throws SQLException, NotEmpty {
    Schema.migrate(from);
    Schema.migrate(to);
    try (Connection source = from.getConnection();
        Connection target = to.getConnection()) {
      target.setAutoCommit(false);
      List<String> tables = tables(target);
      for (String table : tables) {
        if (count(target, table) > 0) {
          throw new NotEmpty(table);
        }
      }
      Map<String, Long> rows = new LinkedHashMap<>();
      for (String table : tables) {
        rows.put(table, copy(source, target, table));
      }
      continueSequences(source, target);
      target.commit();
      return rows;
    }
  }

  /** Those that others refer to come first. */
  private static List<String> tables(Connection connection) throws SQLException {
    Map<String, Set<String>> refersTo = new LinkedHashMap<>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (found.next()) {
        refersTo.put(found.getString("TABLE_NAME"), new LinkedHashSet<>());
      }
    }
    refersTo.keySet().removeIf(table -> table.startsWith("flyway_"));
    for (Map.Entry<String, Set<String>> entry : refersTo.entrySet()) {
      try (ResultSet keys = connection.getMetaData().getImportedKeys(null, null, entry.getKey())) {
        while (keys.next()) {
          entry.getValue().add(keys.getString("PKTABLE_NAME"));
        }
      }
      entry.getValue().remove(entry.getKey());
    }
    Set<String> ordered = new LinkedHashSet<>();
    while (ordered.size() < refersTo.size()) {
      int before = ordered.size();
      refersTo.forEach(
          (table, others) -> {
            if (ordered.containsAll(others)) {
              ordered.add(table);
            }
          });
      if (ordered.size() == before) {
        throw new IllegalStateException("tables refer to each other: " + refersTo);
      }
    }
    return List.copyOf(ordered);
  }

  private static long copy(Connection source, Connection target, String table) throws SQLException {
    long rows = 0;
    try (Statement select = source.createStatement();
        ResultSet row = select.executeQuery("SELECT * FROM " + table)) {
      List<String> columns = columns(row.getMetaData());
      String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
      try (PreparedStatement insert =
          target.prepareStatement(
              "INSERT INTO %s (%s) VALUES (%s)"
                  .formatted(table, String.join(", ", columns), places))) {
        while (row.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            boolean text =
                row.getMetaData().getColumnType(i) == JDBCType.CLOB.getVendorTypeNumber();
            insert.setObject(i, text ? row.getString(i) : row.getObject(i));
          }
          insert.addBatch();
          if (++rows % ROWS_AT_ONCE == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
    }
    return rows;
  }

  private static List<String> columns(ResultSetMetaData meta) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
    }
    return columns;
  }

  private static void continueSequences(Connection source, Connection target) throws SQLException {
    try (Statement select = source.createStatement();
        ResultSet sequence =
            select.executeQuery(
                "SELECT sequence_name, base_value FROM information_schema.sequences"
                    + " WHERE sequence_schema = 'PUBLIC'");
        PreparedStatement set = target.prepareStatement("SELECT setval(?::regclass, ?, false)")) {
      while (sequence.next()) {
        set.setString(1, sequence.getString(1).toLowerCase(Locale.ROOT));
        set.setLong(2, sequence.getLong(2));
        set.execute();
      }
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
      result.next();
      return result.getLong(1);
    }
  }
}
