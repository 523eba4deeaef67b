package org.confab.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.confab.json.Json;

/** What was measured, for people and for programs. */
final class Report {
  private final String name;
  private final List<Row> rows = new ArrayList<>();
  private final ObjectNode conditions = Json.object();

  private record Row(String what, double value, String unit, double beside, String note) {}

  Report(String name) {
    this.name = name;
    conditions
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("jdk", Runtime.version().toString())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("loadClient", "on the same cores");
  }

  void condition(String what, String value) {
    conditions.put(what, value);
  }

  /**
   * @param beside the bare counterpart's figure of the same run, 0 where there is none
   */
  void add(String what, double value, String unit, double beside, String note) {
    rows.add(new Row(what, value, unit, beside, note));
    System.err.printf(Locale.ROOT, "  %s: %.1f %s%n", what, value, unit);
  }

  /** Prints the table, and writes the JSON beside it. */
  void finish() throws IOException {
    System.out.println();
    System.out.println(name + "   " + conditions);
    System.out.printf("%-52s %12s %-14s %12s %7s  %s%n", "", "measured", "", "bare", "ratio", "");
    ObjectNode json = Json.object().put("benchmark", name);
    json.set("conditions", conditions);
    ArrayNode list = json.putArray("results");
    for (Row row : rows) {
      boolean compared = row.beside() > 0;
      System.out.printf(
          Locale.ROOT,
          "%-52s %12.1f %-14s %12s %7s  %s%n",
          row.what(),
          row.value(),
          row.unit(),
          compared ? String.format(Locale.ROOT, "%.1f", row.beside()) : "",
          compared ? String.format(Locale.ROOT, "%.2f", row.value() / row.beside()) : "",
          row.note());
      ObjectNode entry =
          list.addObject()
              .put("what", row.what())
              .put("value", row.value())
              .put("unit", row.unit());
      if (compared) {
        entry.put("bare", row.beside()).put("ratio", row.value() / row.beside());
      }
      if (!row.note().isEmpty()) {
        entry.put("note", row.note());
      }
    }
    Path file = Path.of("tests", "target", "bench-" + name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(json) + "\n");
    System.out.println("JSON: " + file);
  }
}
