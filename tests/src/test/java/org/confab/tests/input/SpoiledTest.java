package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No command, and no field of one, is left out where bad input is tried. */
class SpoiledTest {
  private static final Path DESCRIPTION =
      Path.of("..", "web", "src", "main", "webapp", "WEB-INF", "classes", "META-INF")
          .resolve("openapi.yaml");

  @Test
  void everyFieldOfEveryCommandIsSpoiled() throws IOException {
    ParseOptions whole = new ParseOptions();
    whole.setResolve(true);
    whole.setResolveFully(true);
    OpenAPI api =
        new OpenAPIV3Parser().readContents(Files.readString(DESCRIPTION), null, whole).getOpenAPI();
    Set<String> fields = new TreeSet<>();
    api.getPaths()
        .forEach(
            (path, item) -> {
              String command = path.substring(path.lastIndexOf('/') + 1);
              var body =
                  Objects.requireNonNull(
                      item.getPost().getRequestBody().getContent().get("application/json"), path);
              collect(command, body.getSchema(), fields);
            });

    assertThat(fields).hasSizeGreaterThan(70);
    assertThat(Spoiled.fields()).containsAll(fields);
  }

  private static void collect(String command, Schema<?> schema, Set<String> fields) {
    Map<String, ?> properties = schema.getProperties();
    if (properties != null) {
      properties.forEach(
          (name, property) -> {
            fields.add(command + " " + name);
            collect(command, (Schema<?>) property, fields);
          });
    }
    if (schema.getItems() != null) {
      collect(command, schema.getItems(), fields);
    }
    if (schema.getAllOf() != null) {
      schema.getAllOf().forEach(part -> collect(command, part, fields));
    }
  }
}
