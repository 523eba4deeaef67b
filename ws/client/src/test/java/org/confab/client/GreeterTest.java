package org.confab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.confab.client.ScriptedServer.event;
import static org.confab.client.ScriptedServer.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.confab.example.Greeter;
import org.junit.jupiter.api.Test;

class GreeterTest {
  @Test
  void itIsTheExampleOfTheReadme() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/confab/example/Greeter.java"));
    assertThat(Files.readString(Path.of("README.md")))
        .contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
  }

  @Test
  void itSitsAndWelcomesWhoEnters() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer("enterRoom", params -> object());
      server.answer("takeSeat", params -> object());
      server.answer("sendTextMessage", params -> object());
      server.answer("logout", params -> object());
      try (Greeter greeter = new Greeter(server.uri(), 1, () -> "sig")) {
        greeter.enter("lobby");
        assertThat(greeter.sit()).isTrue();
        ObjectNode bob = object();
        bob.putObject("userInfo").put("userName", "Bob");
        server.say(event("onRemoteUserEnterRoom", bob).toString());
        Awaitility.await("it welcomes him").until(() -> !server.calls("sendTextMessage").isEmpty());
      }
      assertThat(server.calls("enterRoom").get(0).path("roomId").asText()).isEqualTo("lobby");
      JsonNode said = server.calls("sendTextMessage").get(0);
      assertThat(said.path("messageText").asText()).isEqualTo("Welcome, Bob!");
    }
  }
}
