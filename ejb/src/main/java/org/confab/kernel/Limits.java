package org.confab.kernel;

import org.jspecify.annotations.Nullable;

/** Bounds of what callers send, each refused with a sentence naming the field. */
public final class Limits {
  /** Ids of users: the specification recommends 32 bytes (line 9560); the schema holds 64. */
  public static final int USER_ID_BYTES = 64;

  private Limits() {}

  /** The given text, or what stands in for it when nothing was given. */
  public static String text(String field, @Nullable String given, String otherwise, int maxBytes) {
    if (given == null) {
      return otherwise;
    }
    int bytes = Utf8.length(given);
    if (bytes > maxBytes) {
      throw invalid(field + " has " + bytes + " bytes, at most " + maxBytes + " are allowed.");
    }
    if (given.indexOf('\0') >= 0) {
      throw invalid(field + " holds a NUL character.");
    }
    return given;
  }

  /** The given number, or what stands in for it when nothing was given. */
  public static int number(String field, @Nullable Integer given, int otherwise, int min, int max) {
    if (given == null) {
      return otherwise;
    }
    if (given < min || given > max) {
      throw invalid(field + " is " + given + ", it must be from " + min + " to " + max + ".");
    }
    return given;
  }

  /** Refuses a list with no entries, or with more than allowed. */
  public static void count(String field, int count, int most) {
    if (count < 1 || count > most) {
      throw invalid(field + " must have 1 to " + most + " entries.");
    }
  }

  /** An id of a user: not empty, at most {@link #USER_ID_BYTES}, without control characters. */
  public static String userId(String field, String given) {
    if (given.isEmpty()) {
      throw invalid(field + " is empty.");
    }
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw invalid(field + " holds a control character.");
    }
    return text(field, given, "", USER_ID_BYTES);
  }

  public static Problem invalid(String sentence) {
    return new Problem(Refusal.INVALID_ARGUMENT, sentence);
  }
}
