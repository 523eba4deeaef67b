package org.confab.tests.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a body as the specification's tables have them, and notes what is wrong. Of
 * several things that are wrong a server may answer any.
 */
final class Reading {
  static final int INVALID = 100002;
  static final int NO_STRING = 60015;

  private final JsonNode object;
  private final Set<Integer> wrong;

  Reading(JsonNode body) {
    this(body, new HashSet<>());
  }

  private Reading(JsonNode object, Set<Integer> wrong) {
    this.object = object;
    this.wrong = wrong;
  }

  /** The codes of what is wrong; none, when nothing is. */
  Set<Integer> wrong() {
    return wrong;
  }

  void refuse(int code) {
    wrong.add(code);
  }

  boolean has(String name) {
    return !object.path(name).isMissingNode() && !object.path(name).isNull();
  }

  /** A required object. */
  Reading object(String name) {
    return inner(object.path(name));
  }

  private Reading inner(JsonNode node) {
    if (!node.isObject()) {
      refuse(INVALID);
    }
    return new Reading(node.isObject() ? node : Json.object(), wrong);
  }

  String room() {
    String id = text("RoomId");
    check(id.matches("[ -~]{1,48}"));
    return id;
  }

  String account(String name) {
    String account = accountOrNull(name);
    check(account != null);
    return account == null ? "" : account;
  }

  @Nullable String accountOrNull(String name) {
    return has(name) ? account(object.path(name)) : null;
  }

  private String account(JsonNode node) {
    if (!node.isTextual()) {
      refuse(NO_STRING);
      return "";
    }
    String id = node.textValue();
    check(!id.isEmpty() && bytes(id) <= 64 && id.chars().noneMatch(Character::isISOControl));
    return id;
  }

  /** 1 to so many accounts. */
  List<String> accounts(String name, int most) {
    check(has(name));
    List<String> accounts = accountsIfAny(name, most);
    check(!accounts.isEmpty());
    return accounts;
  }

  List<String> accountsIfAny(String name, int most) {
    List<String> accounts = new ArrayList<>();
    list(name).forEach(node -> accounts.add(account(node)));
    check(accounts.size() <= most);
    return accounts;
  }

  /** 1 to so many objects. */
  List<Reading> objects(String name, int most) {
    List<Reading> objects = new ArrayList<>();
    list(name).forEach(node -> objects.add(inner(node)));
    check(!objects.isEmpty() && objects.size() <= most);
    return objects;
  }

  List<Integer> numbers(String name) {
    List<JsonNode> list = list(name);
    check(list.stream().allMatch(JsonNode::isInt));
    return list.stream().map(JsonNode::asInt).toList();
  }

  private List<JsonNode> list(String name) {
    check(!has(name) || object.path(name).isArray());
    return StreamSupport.stream(object.path(name).spliterator(), false).toList();
  }

  /** A required text. */
  String text(String name) {
    check(has(name));
    String text = textOrNull(name, Integer.MAX_VALUE);
    return text == null ? "" : text;
  }

  String text(String name, int most) {
    String text = text(name);
    check(bytes(text) <= most);
    return text;
  }

  @Nullable String textOrNull(String name, int most) {
    if (!has(name)) {
      return null;
    }
    JsonNode node = object.path(name);
    check(node.isTextual() && bytes(node.textValue()) <= most && !node.asText().contains("\0"));
    return node.asText();
  }

  /** One of some, or nothing where nothing is required. */
  @Nullable String choice(String name, boolean required, Predicate<String> known) {
    String text = textOrNull(name, Integer.MAX_VALUE);
    check(text == null ? !required : known.test(text));
    return text;
  }

  /** Some of those that are known, at least one. */
  List<String> choices(String name, Set<String> known) {
    List<JsonNode> list = list(name);
    check(!list.isEmpty());
    check(list.stream().allMatch(node -> node.isTextual() && known.contains(node.textValue())));
    return list.stream().map(JsonNode::asText).toList();
  }

  @Nullable Boolean flag(String name) {
    boolean given = object.path(name).isBoolean();
    check(given || !has(name));
    return given ? object.path(name).booleanValue() : null;
  }

  @Nullable Integer numberOrNull(String name, int least, int most) {
    if (!has(name)) {
      return null;
    }
    JsonNode node = object.path(name);
    check(node.isInt() && node.asInt() >= least && node.asInt() <= most);
    return node.asInt();
  }

  int number(String name, int least, int most) {
    check(has(name));
    Integer number = numberOrNull(name, least, most);
    return number == null ? least : number;
  }

  /** Seconds since 1970. */
  @Nullable Long time(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode node = object.path(name);
    check(node.canConvertToLong() && node.isIntegralNumber() && node.asLong() >= 0);
    return node.asLong();
  }

  /** Where a list goes on, as a text, or also as a number. */
  long place(String name, boolean numbersToo) {
    JsonNode node = object.path(name);
    if (!has(name) || node.asText().isEmpty()) {
      check(!has(name) || node.isTextual());
      return 0;
    }
    boolean good =
        (node.isTextual() && node.textValue().matches("\\d{1,9}"))
            || (numbersToo
                && node.isIntegralNumber()
                && node.canConvertToLong()
                && node.asLong() >= 0);
    check(good);
    return good ? node.asLong() : 0;
  }

  void check(boolean right) {
    if (!right) {
      refuse(INVALID);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
