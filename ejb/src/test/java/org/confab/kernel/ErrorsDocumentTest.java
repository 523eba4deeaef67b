package org.confab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

  @Test
  void theDocumentSaysWhatTheTableSays() throws IOException {
    String rows =
        Arrays.stream(Refusal.values())
            .map(
                refusal ->
                    "| %s | %d | %d `%s` | `%s` |"
                        .formatted(
                            refusal.name(),
                            refusal.restCode(),
                            refusal.clientCode(),
                            refusal.clientName(),
                            refusal.cloudCode()))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(DOCUMENT))
        .as("docs/errors.md has the rows of Refusal; what it should hold:%n%s", rows)
        .contains(rows);
  }
}
