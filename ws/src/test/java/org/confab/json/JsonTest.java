package org.confab.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void halfACharacterIsSentEscapedAndWholeOnesAsTheyAre() {
    String text = "a\ud83d\ude00b\ud800c\udc00";
    String written = Json.write(Json.object().put("text", text));

    assertThat(written).isEqualTo("{\"text\":\"a\ud83d\ude00b\\ud800c\\udc00\"}");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(written)).isTrue();
    assertThat(Json.read(written).path("text").asText()).isEqualTo(text);
  }

  @Test
  void whatIsWholeIsNotCopied() {
    assertThat(Json.write(Json.object().put("text", "\u4f1a\u8bae")))
        .isEqualTo("{\"text\":\"\u4f1a\u8bae\"}");
  }
}
