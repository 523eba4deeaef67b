package org.confab.kernel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds of what callers send, each refused with a sentence naming the field. */
public final class Limits {
  /** Ids of users: the specification recommends 32 bytes (line 9560); the schema holds 64. */
  public static final int USER_ID_BYTES = 64;

  private static final int ROOM_ID_BYTES = 48;

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
    return whole(field, given);
  }

  /** Refuses a text that no database and no other program could take. */
  public static String whole(String field, String given) {
    if (given.indexOf('\0') >= 0) {
      throw invalid(field + " holds a NUL character.");
    }
    if (!Utf8.isWhole(given)) {
      throw invalid(field + " holds half a character (a surrogate without its other half).");
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

  /** Where a list is continued: 0 at its beginning, which is also when nothing was given. */
  public static long place(String field, @Nullable Long given) {
    if (given != null && given < 0) {
      throw invalid(field + " must be 0 or what the last answer gave.");
    }
    return given == null ? 0 : given;
  }

  /** Refuses a time that is over; none is good. */
  public static void ahead(String field, @Nullable Instant given, Instant now) {
    if (given != null && !given.isAfter(now)) {
      throw invalid(field + " is in the past.");
    }
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

  /** Refuses a list with no entries, or with more than allowed, or with what is no id of a user. */
  public static void userIds(String field, List<String> given, int most) {
    count(field, given.size(), most);
    given.forEach(id -> userId(field, id));
  }

  /** An id of a room: 1 to 48 printable ASCII characters (spec 23977). */
  public static String roomId(String given) {
    boolean printable = given.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    if (given.isEmpty() || !printable || given.length() > ROOM_ID_BYTES) {
      throw new Problem(
          Refusal.ROOM_ID_INVALID,
          "RoomId must be 1 to " + ROOM_ID_BYTES + " printable ASCII characters (0x20 to 0x7e).");
    }
    return given;
  }

  public static Problem invalid(String sentence) {
    return new Problem(Refusal.INVALID_ARGUMENT, sentence);
  }
}
