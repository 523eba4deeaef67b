package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The description of the REST API, as generators of clients and people see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiJourneyIT {
  /** The schema of a body that holds nothing, of which Payara shows no example. */
  private static final String NOTHING = "#/components/schemas/Nothing";

  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void itIsReadWithoutAMessageAndEveryCommandInItIsThere() throws Exception {
    SwaggerParseResult read = new OpenAPIV3Parser().readContents(get("/openapi").body());

    assertThat(read.getMessages()).isEmpty();
    OpenAPI api = read.getOpenAPI();
    assertThat(api.getPaths()).hasSizeGreaterThan(20);
    api.getPaths()
        .forEach(
            (path, item) -> {
              assertThat(path).matches("/v4/[a-z_]+/[a-z_]+");
              Operation operation = item.getPost();
              assertThat(operation.getOperationId()).as(path).isNotBlank();
              assertThat(operation.getParameters()).as(path).hasSize(5);
              var body =
                  Objects.requireNonNull(
                      operation.getRequestBody().getContent().get("application/json"), path);
              assertThat(body.getSchema()).as(path).isNotNull();
              if (!NOTHING.equals(body.getSchema().get$ref())) {
                assertThat(body.getExample()).as(path).isNotNull();
              }
              assertThat(operation.getResponses()).as(path).containsKey("200");
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

  @Test
  void thePageAsksForNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/api/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("http://", "https://", "src=\"//");
    assertThat(get("/api/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    assertThat(get("/api/swagger-ui.css").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
