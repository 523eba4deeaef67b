package org.confab.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** Reads request bodies, up to a size. */
public final class Body {
  private static final int MOST_BYTES = 1024 * 1024;

  /** As much is read and thrown away, for a caller who reads no answer before all was sent. */
  private static final long DRAINED_BYTES = 64L * 1024 * 1024;

  /** As much is on its way anyhow. */
  private static final long LEFT_UNREAD = 64L * 1024;

  private Body() {}

  static Fields read(InputStream stream) {
    return read(bytes(stream));
  }

  /** The fields of a body that was read before. */
  public static Fields read(byte[] bytes) {
    if (bytes.length == 0) {
      throw new Problem(Refusal.MALFORMED_JSON, "The body is empty; send at least {}.");
    }
    return Fields.of(Json.read(bytes));
  }

  /** The body as it came; refused when it is too big. */
  public static byte[] bytes(InputStream stream) {
    byte[] bytes;
    try {
      bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        drain(stream);
      }
    } catch (IOException e) {
      throw new Problem(Refusal.MALFORMED_REQUEST, "The body broke off.");
    }
    if (bytes.length > MOST_BYTES) {
      throw new Problem(
          Refusal.REQUEST_TOO_BIG, "The body may have at most " + MOST_BYTES + " bytes.");
    }
    return bytes;
  }

  /**
   * Reads what is left of a big body that nobody wants. The answer does not wait for a small one,
   * which may never come.
   */
  static void skip(HttpServletRequest request) {
    if (request.getContentLengthLong() <= LEFT_UNREAD) {
      return;
    }
    try {
      drain(request.getInputStream());
    } catch (IOException | IllegalStateException e) {
      // who breaks off needs no answer
    }
  }

  private static void drain(InputStream stream) throws IOException {
    byte[] scratch = new byte[8192];
    long drained = 0;
    for (int read = 0; read >= 0 && drained < DRAINED_BYTES; read = stream.read(scratch)) {
      drained += read;
    }
  }
}
