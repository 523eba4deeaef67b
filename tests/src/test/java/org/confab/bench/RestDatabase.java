package org.confab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.confab.tests.kit.Directories;
import org.confab.tests.kit.Postgres;

/**
 * A database that a server uses and that is filled beside it: with rooms {@code r0}, {@code r1} …,
 * in each of which are ten members {@code u0-0}, {@code u0-1} …, the first of them its owner.
 */
final class RestDatabase implements AutoCloseable {
  static final int MEMBERS = 10;

  private static final int ROOMS_AT_ONCE = 10_000;
  private static final long DAY_MILLIS = 86_400_000;

  /** Its name, for people. */
  final String name;

  private final Map<String, String> settings;
  private final String series;
  private final Path directory;
  private long rooms;

  private RestDatabase(String name, Map<String, String> settings, String series, Path directory) {
    this.name = name;
    this.settings = settings;
    this.series = series;
    this.directory = directory;
  }

  /**
   * @param which {@code h2} or {@code postgresql}
   */
  static RestDatabase of(String which) throws IOException {
    Path directory = Files.createTempDirectory("confab-bench");
    return switch (which) {
      case "h2" ->
          new RestDatabase(
              "H2",
              Map.of("CONFAB_DB_URL", h2(directory), "CONFAB_DB_USER", "sa"),
              "system_range(?, ?)",
              directory);
      case "postgresql" ->
          new RestDatabase(
              "PostgreSQL", Postgres.newDatabase(), "generate_series(?, ?) as t(x)", directory);
      default -> throw new IllegalArgumentException("There is no database " + which);
    };
  }

  /** As the server opens its own, and open to others too. */
  private static String h2(Path directory) {
    return "jdbc:h2:file:"
        + directory.resolve("confab")
        + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1"
        + ";QUERY_CACHE_SIZE=128;AUTO_SERVER=TRUE";
  }

  /** What the server gets to use it. */
  Map<String, String> settings() {
    return settings;
  }

  /** Adds rooms until there are so many. */
  void fill(long sdkAppId, long wanted) throws SQLException {
    long now = System.currentTimeMillis();
    try (Connection connection =
        DriverManager.getConnection(
            settings.get("CONFAB_DB_URL"), settings.get("CONFAB_DB_USER"), "")) {
      while (rooms < wanted) {
        long next = Math.min(wanted, rooms + ROOMS_AT_ONCE);
        System.err.printf("  filling: %,d rooms, %,d members%n", next, next * MEMBERS);
        insert(
            connection,
            "account (sdk_app_id, user_id, user_name, avatar_url, custom_info, created_at)"
                + " select %d, 'u' || x / 10 || '-' || mod(x, 10), 'Somebody', '', '', %d"
                    .formatted(sdkAppId, now),
            rooms * MEMBERS,
            next * MEMBERS - 1);
        insert(
            connection,
            "room (sdk_app_id, room_id, name, type, owner_id, password, max_members, max_seats,"
                + " seats_enabled, seat_mode, video_disabled, audio_disabled, message_disabled,"
                + " screen_disabled, recording_disabled, custom_info, schedule_start,"
                + " schedule_end, created_at, member_count, entries, seq)"
                + " select %d, 'r' || x, 'A room', 'CONFERENCE', 'u' || x || '-0', '', 300, 20,"
                    .formatted(sdkAppId)
                + " true, 'FREE_TO_TAKE', false, false, false, false, false, '', %1$d, %2$d, %1$d,"
                    .formatted(now, now + DAY_MILLIS)
                + " 10, 10, 1",
            rooms,
            next - 1);
        insert(
            connection,
            "member (sdk_app_id, room_id, user_id, entry, user_name, avatar_url, name_card,"
                + " is_admin, custom_info, audio, video, screen, message_disabled, client,"
                + " entered_at)"
                + " select %d, 'r' || x / 10, 'u' || x / 10 || '-' || mod(x, 10), mod(x, 10) + 1,"
                    .formatted(sdkAppId)
                + " 'Somebody', '', '', false, '', false, false, false, false, 'bench', %d"
                    .formatted(now),
            rooms * MEMBERS,
            next * MEMBERS - 1);
        rooms = next;
      }
    }
  }

  private void insert(Connection connection, String what, long first, long last)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + what + " from " + series)) {
      insert.setLong(1, first);
      insert.setLong(2, last);
      insert.executeUpdate();
    }
  }

  @Override
  public void close() {
    Directories.delete(directory);
  }
}
