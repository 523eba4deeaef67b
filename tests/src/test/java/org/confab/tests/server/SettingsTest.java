package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of settings in docs/operations.md to the code: who sets nothing has these. */
class SettingsTest {
  private static final Path TOP = Path.of("..");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name = \"(CONFAB_\\w+)\"(?:,\\s*defaultValue = \"([^\"]*)\")?\\s*\\)");
  private static final Pattern ROW =
      Pattern.compile("^\\| (`CONFAB_[^|]*) \\| ([^|]*) \\|", Pattern.MULTILINE);

  @Test
  void whatIsNotSetIsAsTheTableSays() throws IOException {
    Map<String, String> documented = documented();
    Map<String, String> read = read();

    assertThat(read).hasSizeGreaterThan(8);
    read.forEach(
        (name, value) ->
            assertThat(documented.getOrDefault(name, "").replaceFirst("^(\\d+)$", "`$1`"))
                .as(name)
                .contains(value.isEmpty() ? "none" : "`" + value + "`"));
  }

  /** The defaults by the names of settings. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(TOP.resolve("docs").resolve("operations.md")));
    while (row.find()) {
      for (String name : row.group(1).replace("`", "").split(", ", -1)) {
        documented.put(name, row.group(2).strip());
      }
    }
    return documented;
  }

  /** The same of what the code asks for; {@code ""} for none. */
  private static Map<String, String> read() throws IOException {
    Map<String, String> read = new TreeMap<>();
    for (String module : List.of("ejb", "ws", "web")) {
      try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src").resolve("main"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> collect(source(file), read));
      }
    }
    return read;
  }

  private static String source(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String source, Map<String, String> read) {
    Matcher property = PROPERTY.matcher(source);
    while (property.find()) {
      read.put(property.group(1), property.group(2) == null ? "" : property.group(2));
    }
  }
}
