package org.confab.usersig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.confab.app.UserSigClaims;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** Writes claims as the text that is handed about, and reads them again. */
public final class UserSigText {
  /** Of the text. A UserSig has about 200 characters, one with permissions 300. */
  static final int MAX_CHARACTERS = 8 * 1024;

  /** Of the JSON inside, so that a small text cannot unfold to a large one. */
  static final int MAX_BYTES = 16 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private UserSigText() {}

  /** The text of signed claims. */
  public static String encode(UserSigClaims claims) {
    var json = JSON.createObjectNode();
    json.put("TLS.ver", "2.0");
    json.put("TLS.identifier", claims.identifier());
    json.put("TLS.sdkappid", claims.sdkAppId());
    json.put("TLS.time", claims.time());
    json.put("TLS.expire", claims.expire());
    if (claims.userbuf() != null) {
      json.put("TLS.userbuf", claims.userbuf());
    }
    json.put("TLS.sig", claims.sig());
    return Base64.getEncoder()
        .encodeToString(deflate(json.toString().getBytes(UTF_8)))
        .replace('+', '*')
        .replace('/', '-')
        .replace('=', '_');
  }

  /**
   * The claims in a text, whoever made it: nothing is verified but the form. White space, which
   * some libraries put in, is ignored.
   *
   * @throws Problem {@link Refusal#SIGNATURE_INVALID} with a sentence saying what the text is not
   */
  public static UserSigClaims decode(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw refused("is longer than %d characters".formatted(MAX_CHARACTERS));
    }
    var json = parse(inflate(fromBase64(text)));
    var version = json.path("TLS.ver").asText();
    if (!version.equals("2.0")) {
      throw refused("is not of version 2.0");
    }
    var userbuf = json.has("TLS.userbuf") ? text(json, "TLS.userbuf") : null;
    return new UserSigClaims(
        identifier(json),
        number(json, "TLS.sdkappid"),
        number(json, "TLS.time"),
        number(json, "TLS.expire"),
        userbuf,
        text(json, "TLS.sig"));
  }

  private static byte[] fromBase64(String text) {
    var standard = text.replaceAll("\\s", "").replace('*', '+').replace('-', '/').replace('_', '=');
    try {
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      throw refused("is not base64 with *, - and _");
    }
  }

  private static byte[] deflate(byte[] bytes) {
    var deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var chunk = new byte[1024];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] bytes) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      var out = new byte[MAX_BYTES];
      var length = inflater.inflate(out);
      if (!inflater.finished()) {
        throw refused(length == MAX_BYTES ? "holds too much" : "is cut off");
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw refused("is not compressed by zlib");
    } finally {
      inflater.end();
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(new String(bytes, UTF_8));
    } catch (JsonProcessingException e) {
      throw refused("holds no JSON");
    }
  }

  /** A line break in it could pass for another line of the signed text. */
  private static String identifier(JsonNode json) {
    var identifier = text(json, "TLS.identifier");
    if (identifier.isEmpty() || identifier.chars().anyMatch(Character::isISOControl)) {
      throw refused("has no proper TLS.identifier");
    }
    return identifier;
  }

  private static String text(JsonNode json, String field) {
    var value = json.path(field);
    if (!value.isTextual()) {
      throw refused("has no text in " + field);
    }
    return value.textValue();
  }

  private static long number(JsonNode json, String field) {
    var value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw refused("has no whole number in " + field);
    }
    return value.longValue();
  }

  private static Problem refused(String reason) {
    return new Problem(Refusal.SIGNATURE_INVALID, "The UserSig " + reason + ".");
  }
}
