package org.confab.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the description of the REST API says that commands are refused with. */
public final class RestDocument {
  private static final Path FILE =
      Path.of("..", "web/src/main/webapp/WEB-INF/classes/META-INF/openapi.yaml");
  private static final Pattern ERRORS = Pattern.compile("Errors: ([0-9, ]+)\\.$");

  /** From here on a code is a command's own; those before it are common. */
  private static final int OWN = 100_000;

  private RestDocument() {}

  /** Read when it is needed: what measures runs elsewhere, where the file is not. */
  private static final class Read {
    static final Map<String, Set<Integer>> ERRORS = read();
  }

  /** The errors of each command, by its path. */
  public static Map<String, Set<Integer>> errors() {
    return Read.ERRORS;
  }

  private static Set<Integer> codes(String description) {
    Matcher errors = ERRORS.matcher(description);
    assertThat(errors.find())
        .as("the errors of a command end its description: %s", description)
        .isTrue();
    Set<Integer> codes = new TreeSet<>();
    Arrays.stream(errors.group(1).split(", ", -1)).map(Integer::valueOf).forEach(codes::add);
    return codes;
  }

  /** Fails when a command's answer has a code of its own that is not among its errors. */
  public static void check(URI called, JsonNode answer) {
    int code = answer.path("ErrorCode").asInt();
    if (code >= OWN) {
      assertThat(Read.ERRORS.getOrDefault(called.getPath(), Set.of()))
          .as("errors of %s in openapi.yaml, which answered %s", called.getPath(), answer)
          .contains(code);
    }
  }

  private static Map<String, Set<Integer>> read() {
    Map<String, Set<Integer>> errors = new TreeMap<>();
    try {
      new OpenAPIV3Parser()
          .readContents(Files.readString(FILE))
          .getOpenAPI()
          .getPaths()
          .forEach((path, item) -> errors.put(path, codes(item.getPost().getDescription())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return errors;
  }
}
