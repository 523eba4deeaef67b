package org.confab.rest;

import java.io.IOException;
import java.io.InputStream;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** Reads request bodies, up to a size. */
final class Body {
  private static final int MOST_BYTES = 1024 * 1024;

  private Body() {}

  static Fields read(InputStream stream) {
    byte[] bytes;
    try {
      bytes = stream.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new Problem(Refusal.MALFORMED_REQUEST, "The body broke off.");
    }
    if (bytes.length > MOST_BYTES) {
      throw new Problem(
          Refusal.MALFORMED_REQUEST, "The body may have at most " + MOST_BYTES + " bytes.");
    }
    if (bytes.length == 0) {
      throw new Problem(Refusal.MALFORMED_JSON, "The body is empty; send at least {}.");
    }
    return Fields.of(Json.read(bytes));
  }
}
