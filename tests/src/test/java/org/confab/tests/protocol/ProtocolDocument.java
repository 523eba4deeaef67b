package org.confab.tests.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/protocol.md says, read from its tables: each begins with {@code | method |} or {@code |
 * event |}, names stand in backquotes, values in quotes. Where a table has no column for results or
 * errors, there are none.
 */
public final class ProtocolDocument {
  private static final Path FILE = Path.of("..", "docs", "protocol.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern BORDER = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z]\\w*\\??");
  private static final Pattern THOSE_OF = Pattern.compile("those of `(\\w+)`");
  private static final Pattern SPREAD = Pattern.compile("\\.\\.\\.(\\w+)");
  private static final Pattern ERROR = Pattern.compile("(?<![\\w.])-\\d+");

  private final Map<String, String> shapes = new HashMap<>();
  private final Map<String, Method> methods = new TreeMap<>();
  private final Map<String, Set<String>> events = new TreeMap<>();

  /**
   * A method.
   *
   * @param params all names, also of objects inside
   * @param result of the answer; those that may be missing end with {@code ?}
   * @param errors those that not every method may give
   */
  public record Method(String name, Set<String> params, Set<String> result, Set<Integer> errors) {}

  private ProtocolDocument(List<String> lines) {
    List<String> columns = List.of();
    for (String line : lines) {
      if (!line.startsWith("|")) {
        columns = List.of();
      } else if (columns.isEmpty()) {
        columns = cells(line);
      } else if (!line.startsWith("| ---")) {
        row(columns, cells(line));
      }
    }
  }

  public static ProtocolDocument read() {
    try {
      return new ProtocolDocument(Files.readAllLines(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Map<String, Method> methods() {
    return methods;
  }

  /** What is said of a method; fails when nothing is. */
  public Method method(String name) {
    Method row = methods.get(name);
    if (row == null) {
      throw new AssertionError("docs/protocol.md has no row for " + name);
    }
    return row;
  }

  /** The names of the params by the name of the event. */
  public Map<String, Set<String>> events() {
    return events;
  }

  private void row(List<String> columns, List<String> cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size() && i < cells.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    for (String name : codes(row.getOrDefault("shape", ""))) {
      shapes.put(name, codes(cell(row, name, "fields")).get(0));
    }
    for (String name : codes(row.getOrDefault("method", ""))) {
      methods.put(
          name,
          new Method(
              name,
              params(cell(row, name, "params")),
              result(row.getOrDefault("result", "")),
              errors(row.getOrDefault("errors", ""))));
    }
    for (String name : codes(row.getOrDefault("event", ""))) {
      events.put(name, result(cell(row, name, "params")));
    }
  }

  private static String cell(Map<String, String> row, String name, String column) {
    String cell = row.get(column);
    if (cell == null) {
      throw new AssertionError(
          "docs/protocol.md: the table that has " + name + " has no column " + column);
    }
    return cell;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    BORDER.splitAsStream(line.substring(1)).map(String::strip).forEach(cells::add);
    return cells;
  }

  private static List<String> codes(String cell) {
    List<String> codes = new ArrayList<>();
    Matcher code = CODE.matcher(cell);
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  /**
   * The names of all params; {@code those of `x`} are those of the method x, which stands above.
   */
  private Set<String> params(String cell) {
    Set<String> params = new TreeSet<>();
    Matcher others = THOSE_OF.matcher(cell);
    while (others.find()) {
      params.addAll(method(others.group(1)).params());
    }
    params.addAll(names(others.replaceAll("")));
    return params;
  }

  /** The names in backquotes, without what is quoted inside. */
  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    for (String code : codes(cell)) {
      Matcher name = NAME.matcher(code.replaceAll("\"[^\"]*\"", ""));
      while (name.find()) {
        names.add(name.group().replace("?", ""));
      }
    }
    return names;
  }

  /** The names of the first object, without those of objects inside. */
  private Set<String> result(String cell) {
    Set<String> names = new LinkedHashSet<>();
    List<String> codes = codes(cell);
    String object = codes.isEmpty() ? "" : codes.get(0);
    Matcher spread = SPREAD.matcher(object);
    String whole = spread.replaceAll(found -> shape(found.group(1)));
    Matcher name = NAME.matcher(whole.replaceAll(":\\s*(\\[[^]]*]|\\{[^}]*})", ""));
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  private String shape(String name) {
    String fields = shapes.get(name);
    if (fields == null) {
      throw new AssertionError("docs/protocol.md: there is no shape " + name);
    }
    return fields;
  }

  /** The fields of a shape; those that may be missing end with {@code ?}. */
  public Set<String> fieldsOf(String shape) {
    return result("`{..." + shape + "}`");
  }

  /** The same of errors. */
  private Set<Integer> errors(String cell) {
    Set<Integer> errors = new TreeSet<>();
    Matcher others = THOSE_OF.matcher(cell);
    while (others.find()) {
      errors.addAll(method(others.group(1)).errors());
    }
    Matcher error = ERROR.matcher(cell);
    while (error.find()) {
      errors.add(Integer.valueOf(error.group()));
    }
    return errors;
  }
}
