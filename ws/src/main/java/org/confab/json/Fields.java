package org.confab.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object from outside, read by name and type. A field of another type is
 * refused with a sentence naming it; an explicit null counts as absent; fields nobody asks for are
 * ignored.
 */
public final class Fields {
  /** Far enough, and still a time in milliseconds. */
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond() / 1000;

  private final JsonNode object;
  private final String path;

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The fields of the node, which must be an object. */
  public static Fields of(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      throw new Problem(Refusal.MALFORMED_JSON, "The body must be a JSON object.");
    }
    return new Fields(node, "");
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  /** A required object inside. */
  public Fields object(String name) {
    JsonNode node = find(name);
    if (node == null) {
      throw missing(name);
    }
    return inner(name, node);
  }

  public @Nullable Fields objectOrNull(String name) {
    JsonNode node = find(name);
    return node == null ? null : inner(name, node);
  }

  /** The node as it is, for what is passed on unread. */
  public @Nullable JsonNode raw(String name) {
    return find(name);
  }

  public String text(String name) {
    String value = textOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable String textOrNull(String name) {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw wrong(name, "a string");
    }
    return whole(name, node);
  }

  private String whole(String name, JsonNode text) {
    return Limits.whole(path + name, text.textValue());
  }

  /** The id of a user: what is no string has a code of its own, 60015. */
  public String account(String name) {
    String value = accountOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable String accountOrNull(String name) {
    JsonNode node = find(name);
    if (node != null && !node.isTextual()) {
      throw new Problem(Refusal.ACCOUNT_NO_STRING, path + name + " must be a string.");
    }
    return textOrNull(name);
  }

  public boolean flag(String name) {
    Boolean value = flagOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable Boolean flagOrNull(String name) {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node.booleanValue();
  }

  public int number(String name) {
    Integer value = numberOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable Integer numberOrNull(String name) {
    Long value = longOrNull(name);
    if (value == null) {
      return null;
    }
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw Limits.invalid(path + name + " is out of range.");
    }
    return value.intValue();
  }

  public long longNumber(String name) {
    Long value = longOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable Long longOrNull(String name) {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      throw wrong(name, "a whole number");
    }
    if (!node.canConvertToLong()) {
      throw Limits.invalid(path + name + " is out of range.");
    }
    return node.longValue();
  }

  /** A time, written in seconds since 1970. */
  public @Nullable Instant timeOrNull(String name) {
    Long seconds = longOrNull(name);
    if (seconds == null) {
      return null;
    }
    if (seconds < 0 || seconds > LAST_SECOND) {
      throw Limits.invalid(path + name + " must be in seconds since 1970.");
    }
    return Instant.ofEpochSecond(seconds);
  }

  public Instant time(String name) {
    Instant time = timeOrNull(name);
    if (time == null) {
      throw missing(name);
    }
    return time;
  }

  /** A whole number, or a text that is one. */
  public @Nullable Long numeralOrNull(String name) {
    JsonNode node = find(name);
    if (node == null || !node.isTextual()) {
      return longOrNull(name);
    }
    try {
      return node.textValue().isEmpty() ? null : Long.valueOf(node.textValue());
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  /** A list of strings, refused when it has more entries than allowed; absent, it is empty. */
  public List<String> texts(String name, int most) {
    List<String> values = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      if (!node.isTextual()) {
        throw wrong(name, "a list of strings");
      }
      values.add(whole(name, node));
    }
    return values;
  }

  /** A list of ids of users; what is no string in it has a code of its own, 60015. */
  public List<String> accounts(String name, int most) {
    for (JsonNode node : array(name, most)) {
      if (!node.isTextual()) {
        throw new Problem(Refusal.ACCOUNT_NO_STRING, path + name + " must be a list of strings.");
      }
    }
    return texts(name, most);
  }

  /**
   * A list of whole numbers, refused when it has more entries than allowed; absent, it is empty.
   */
  public List<Integer> numbers(String name, int most) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      if (!node.isIntegralNumber()) {
        throw wrong(name, "a list of whole numbers");
      }
      if (!node.canConvertToInt()) {
        throw Limits.invalid(path + name + " holds a number that is out of range.");
      }
      values.add(node.intValue());
    }
    return values;
  }

  /** The same of numbers that may be greater. */
  public List<Long> longs(String name, int most) {
    List<Long> values = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw wrong(name, "a list of whole numbers");
      }
      values.add(node.longValue());
    }
    return values;
  }

  /** A list of objects, refused when it has more entries than allowed; absent, it is empty. */
  public List<Fields> objects(String name, int most) {
    List<Fields> values = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      values.add(inner(name, node));
    }
    return values;
  }

  private Iterable<JsonNode> array(String name, int most) {
    JsonNode node = find(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(name, "a list");
    }
    if (node.size() > most) {
      throw Limits.invalid(
          path + name + " has " + node.size() + " entries, at most " + most + " are allowed.");
    }
    return node;
  }

  private Fields inner(String name, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(name, "an object");
    }
    return new Fields(node, path + name + ".");
  }

  private @Nullable JsonNode find(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private Problem missing(String name) {
    return Limits.invalid(path + name + " is missing.");
  }

  private Problem wrong(String name, String expected) {
    return Limits.invalid(path + name + " must be " + expected + ".");
  }
}
