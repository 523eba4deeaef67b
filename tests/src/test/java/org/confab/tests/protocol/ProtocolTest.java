package org.confab.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.confab.json.Json;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;

/**
 * docs/protocol.md and the code say the same. What is answered and refused is compared with it
 * wherever journeys call methods by {@link Documented}.
 */
class ProtocolTest {
  private final ProtocolDocument document = ProtocolDocument.read();
  private final SignalSource source = SignalSource.read();

  @Test
  void everyMethodHasItsRow() {
    assertThat(source.methods().keySet()).as("methods of the Dispatcher").hasSizeGreaterThan(30);
    assertThat(document.methods().keySet())
        .as("rows for methods in docs/protocol.md, and cases of the Dispatcher")
        .containsExactlyInAnyOrderElementsOf(source.methods().keySet());
  }

  @Test
  void everyFieldOfAMethodIsInItsRow() {
    SoftAssertions all = new SoftAssertions();
    source
        .methods()
        .forEach(
            (name, fields) -> {
              ProtocolDocument.Method row = document.methods().get(name);
              if (row != null) {
                all.assertThat(row.params())
                    .as("params of %s in docs/protocol.md, and what the code reads", name)
                    .containsExactlyInAnyOrderElementsOf(fields);
              }
            });
    all.assertAll();
  }

  @Test
  void everyEventHasItsRow() {
    assertThat(document.events().keySet())
        .as("rows for events in docs/protocol.md, and what the code sends")
        .containsExactlyInAnyOrderElementsOf(source.events());
  }

  /** The golden messages are what is sent; see GoldenMessagesTest. */
  @Test
  void everyParamOfAnEventIsInItsRow() throws IOException {
    Map<String, Set<String>> sent = new HashMap<>();
    JsonNode golden =
        Json.read(Files.readAllBytes(Path.of("../ws/src/test/resources/golden/messages.json")));
    for (JsonNode message : golden) {
      if (message.has("method")) {
        message
            .path("params")
            .fieldNames()
            .forEachRemaining(
                param ->
                    sent.computeIfAbsent(message.path("method").asText(), name -> new TreeSet<>())
                        .add(param));
      }
    }
    assertThat(sent).hasSizeGreaterThan(20);
    SoftAssertions all = new SoftAssertions();
    sent.forEach(
        (name, params) ->
            all.assertThat(document.events().get(name))
                .as("params of %s in docs/protocol.md, and of the golden message", name)
                .containsExactlyInAnyOrderElementsOf(params));
    all.assertAll();
  }

  @Test
  void everyFieldOfAShapeIsInItsRow() throws IOException {
    JsonNode golden =
        Json.read(Files.readAllBytes(Path.of("../ws/src/test/resources/golden/messages.json")));
    checkShape("roomInfo", golden.path("roomInfo"));
    checkShape("userInfo", golden.path("userInfo"));
    checkShape("seatInfo", golden.at("/seats/params/seatList/0"));
    checkShape("request", golden.at("/requestReceived/params/request"));
    checkShape("message", golden.at("/saidToApplications/params/message"));
  }

  private void checkShape(String shape, JsonNode sent) {
    Set<String> all = document.fieldsOf(shape);
    Set<String> given = new TreeSet<>();
    sent.fieldNames().forEachRemaining(given::add);
    assertThat(given)
        .as("fields of the shape %s in docs/protocol.md, and of the golden message", shape)
        .isNotEmpty()
        .containsAll(all.stream().filter(name -> !name.endsWith("?")).toList())
        .isSubsetOf(all.stream().map(name -> name.replace("?", "")).toList());
  }

  @Test
  void everyErrorIsOneThatThereIs() {
    Set<Integer> codes =
        Arrays.stream(Refusal.values()).map(Refusal::clientCode).collect(Collectors.toSet());
    SoftAssertions all = new SoftAssertions();
    document
        .methods()
        .values()
        .forEach(
            method ->
                all.assertThat(method.errors())
                    .as("errors of %s in docs/protocol.md", method.name())
                    .isSubsetOf(codes));
    all.assertAll();
  }
}
