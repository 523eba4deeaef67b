package org.confab.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** The one reader and writer of JSON. */
public final class Json {
  private static final int NESTING = 32;
  private static final int NAME_SHOWN = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Reads one value, or refuses with what is wrong and where; a repeated name is wrong. */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  /**
   * Reads one value from UTF-8, strictly so, or refuses with what is wrong and where. A byte order
   * mark is let pass.
   */
  public static JsonNode read(byte[] utf8) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(Refusal.MALFORMED_JSON, "The body is not UTF-8.");
    }
    return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Text that can be sent: half a character, which a client may have put in, is escaped. */
  public static String write(JsonNode node) {
    try {
      return escapeHalves(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static String escapeHalves(String json) {
    StringBuilder escaped = null;
    int kept = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean whole =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      if (whole) {
        i++;
      } else {
        escaped = escaped == null ? new StringBuilder(json.length() + 8) : escaped;
        escaped.append(json, kept, i).append("\\u").append(Integer.toHexString(c));
        kept = i + 1;
      }
    }
    return escaped == null ? json : escaped.append(json, kept, json.length()).toString();
  }

  private static Problem malformed(JsonProcessingException e) {
    return new Problem(Refusal.MALFORMED_JSON, sentence(e));
  }

  private static String sentence(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "The body is nested deeper than "
          + NESTING
          + " levels, or has a name or a number that is too long.";
    }
    var at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    String repeated = repeated(e);
    return repeated == null
        ? "The body is not valid JSON" + where + "."
        : "The body repeats the name " + repeated + where + ".";
  }

  /** The name that an object has twice, if that is what is wrong. */
  private static @Nullable String repeated(JsonProcessingException e) {
    try {
      if (e.getOriginalMessage().startsWith("Duplicate field")
          && e.getProcessor() instanceof JsonParser parser
          && parser.currentName() != null) {
        String name = parser.currentName();
        return name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) + "…" : name;
      }
    } catch (IOException unknown) {
      // said without the name
    }
    return null;
  }
}
