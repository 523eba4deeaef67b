package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The description of the REST API, as generators of clients and people see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiJourneyIT {
  /** The schema of a body that holds nothing, of which Payara shows no example. */
  private static final String NOTHING = "#/components/schemas/Nothing";

  /** Not required, but missed where the field is missing that would do instead. */
  private static final Set<String> ONE_OF_TWO = Set.of("Token", "DeadLetterIdList");

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void itIsReadWithoutAMessageAndEveryCommandInItIsThere() throws Exception {
    OpenAPI api = read(new ParseOptions());
    assertThat(api.getPaths()).hasSizeGreaterThan(20);
    api.getPaths()
        .forEach(
            (path, item) -> {
              assertThat(path).matches("/v4/[a-z_]+/[a-z_]+");
              Operation operation = item.getPost();
              assertThat(operation.getOperationId()).as(path).isNotBlank();
              assertThat(operation.getParameters()).as(path).hasSize(5);
              MediaType body = json(operation.getRequestBody().getContent());
              assertThat(body.getSchema()).as(path).isNotNull();
              if (!NOTHING.equals(body.getSchema().get$ref())) {
                assertThat(body.getExample()).as(path).isNotNull();
              }
              assertThat(operation.getResponses()).as(path).containsKey("200");
              assertThat(exampleOfAnswer(operation)).as("answer of %s", path).isNotNull();
              assertThat(operation.getDescription())
                  .as(path)
                  .containsPattern("Errors: 100001, 100002");
              String[] parts = path.split("/", -1);
              JsonNode answer = administrator.call(parts[2], parts[3], "[]");
              assertThat(answer.path("ErrorCode").asInt())
                  .as("%s is a command: %s", path, answer)
                  .isNotEqualTo(60009);
            });
  }

  /** A body without a field is refused for that when the field is required, and only then. */
  @Test
  void whatIsRequiredIsMissedAndNothingElse() throws Exception {
    ParseOptions whole = new ParseOptions();
    whole.setResolve(true);
    whole.setResolveFully(true);
    SoftAssertions all = new SoftAssertions();
    read(whole)
        .getPaths()
        .forEach(
            (path, item) -> {
              MediaType body = json(item.getPost().getRequestBody().getContent());
              if (body.getExample() instanceof ObjectNode example) {
                leaveOut(all, path, example, "", body.getSchema());
              }
            });
    all.assertAll();
  }

  /** Leaves out one field after the other of the object that is at a place in the body. */
  private void leaveOut(
      SoftAssertions all, String path, ObjectNode example, String at, Schema<?> schema) {
    if (schema.getItems() != null) {
      leaveOut(all, path, example, at + "/0", schema.getItems());
    }
    Map<String, Schema<?>> properties = new TreeMap<>();
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, property) -> properties.put(name, property));
    }
    properties.forEach(
        (name, property) -> {
          String field = at + "/" + name;
          boolean required = schema.getRequired() != null && schema.getRequired().contains(name);
          if (!required && (ONE_OF_TWO.contains(name) || example.at(field).isMissingNode())) {
            return;
          }
          ObjectNode body = example.deepCopy();
          ((ObjectNode) body.at(at)).remove(name);
          String[] parts = path.split("/", -1);
          String info =
              administrator.call(parts[2], parts[3], body.toString()).path("ErrorInfo").asText();
          all.assertThat(
                  Pattern.compile("\\b" + name + " (is missing|is empty|must )")
                      .matcher(info)
                      .find())
              .as("%s misses %s: %s", path, field, info)
              .isEqualTo(required);
          leaveOut(all, path, example, field, property);
        });
  }

  @Test
  void thePageAsksForNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/api/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("http://", "https://", "src=\"//");
    assertThat(get("/api/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    assertThat(get("/api/swagger-ui.css").statusCode()).isEqualTo(200);
  }

  private OpenAPI read(ParseOptions options) throws Exception {
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(get("/openapi").body(), List.of(), options);
    assertThat(read.getMessages()).isEmpty();
    return Objects.requireNonNull(read.getOpenAPI());
  }

  private static @Nullable Object exampleOfAnswer(Operation operation) {
    ApiResponse answer = Objects.requireNonNull(operation.getResponses().get("200"));
    return answer.get$ref() == null ? json(answer.getContent()).getExample() : answer.get$ref();
  }

  private static MediaType json(Content content) {
    return Objects.requireNonNull(content.get("application/json"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
