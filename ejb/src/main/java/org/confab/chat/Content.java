package org.confab.chat;

import org.confab.kernel.Limits;
import org.confab.kernel.Utf8;

/**
 * What a message says: words for people, or data for the applications that they use.
 *
 * @param custom whether it is data
 * @param body the words or the data
 * @param description of the data, {@code ""} when there is none
 * @param extension of the data, {@code ""} when there is none
 */
public record Content(boolean custom, String body, String description, String extension) {
  /** All of it together; the specification gives no limit, it is that of the chat product. */
  static final int BYTES = 12 * 1024;

  public static Content text(String words) {
    return new Content(false, words, "", "");
  }

  public static Content custom(String data, String description, String extension) {
    return new Content(true, data, description, extension);
  }

  void check() {
    if (!custom && body.isEmpty()) {
      throw Limits.invalid("messageText is empty.");
    }
    Limits.text("messageText", body, "", BYTES);
    Limits.text("description", description, "", BYTES);
    Limits.text("extension", extension, "", BYTES);
    int bytes = Utf8.length(body) + Utf8.length(description) + Utf8.length(extension);
    if (bytes > BYTES) {
      throw Limits.invalid(
          "The message has " + bytes + " bytes, at most " + BYTES + " are allowed.");
    }
  }
}
