package org.confab.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.confab.kernel.Limits;

/**
 * A place in a list of conferences, which is in the order of their starts: the list goes on after
 * it whatever came or went meanwhile. Clients get it as a text and give it back.
 *
 * @param start milliseconds since 1970
 */
record Cursor(long start, String roomId) {
  static final Cursor BEGINNING = new Cursor(Long.MIN_VALUE, "");

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([ -~]{1,48})");

  /** The place that was given out as this text; the beginning for {@code ""}. */
  static Cursor parse(String text) {
    if (text.isEmpty()) {
      return BEGINNING;
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw Limits.invalid("cursor must be empty or what the last answer gave.");
    }
    return new Cursor(Long.parseLong(parts.group(1)), parts.group(2));
  }

  String toText() {
    return start + ":" + roomId;
  }
}
