package org.confab.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares answers with docs/protocol.md. */
public final class Documented {
  /** What every method may be refused with. */
  private static final Set<Integer> EVERYWHERE = Set.of(-2, -1001, -1002, -2101);

  private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();

  private Documented() {}

  /** Fails when a refusal is not among the errors of the method. */
  public static void checkError(String method, int code) {
    Set<Integer> documented = new HashSet<>(EVERYWHERE);
    documented.addAll(DOCUMENT.method(method).errors());
    assertThat(code).as("errors of %s in docs/protocol.md", method).isIn(documented);
  }

  /** Fails when a result has other fields than the method's row says. */
  public static void checkResult(String method, JsonNode result) {
    List<String> required = new ArrayList<>();
    List<String> possible = new ArrayList<>();
    for (String name : DOCUMENT.method(method).result()) {
      if (name.endsWith("?")) {
        possible.add(name.substring(0, name.length() - 1));
      } else {
        required.add(name);
        possible.add(name);
      }
    }
    List<String> given = new ArrayList<>();
    result.fieldNames().forEachRemaining(given::add);
    assertThat(given)
        .as("result of %s, and its row in docs/protocol.md", method)
        .containsAll(required)
        .isSubsetOf(possible);
  }
}
