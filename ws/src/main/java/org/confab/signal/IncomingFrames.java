package org.confab.signal;

/**
 * Follows what a client sends just far enough to see that it closes: frames as in RFC 6455 section
 * 5.2, their payload left unread.
 */
final class IncomingFrames {
  private static final int CLOSE = 8;
  private static final int MASK_BYTES = 4;

  private int headerBytes;
  private int headerSize = 2;
  private int opcode;
  private boolean masked;
  private long payload;
  private boolean closed;

  void follow(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int next = offset;
    while (next < end && !closed) {
      if (headerBytes < headerSize) {
        header(bytes[next++] & 0xff);
      } else {
        long skipped = Math.min(payload, end - next);
        payload -= skipped;
        next += (int) skipped;
      }
      if (headerBytes == headerSize && payload <= 0) {
        closed = opcode == CLOSE;
        headerBytes = 0;
        headerSize = 2;
      }
    }
  }

  private void header(int octet) {
    int lengthEnd = headerSize - (masked && headerBytes >= 2 ? MASK_BYTES : 0);
    if (headerBytes == 0) {
      opcode = octet & 0x0f;
    } else if (headerBytes == 1) {
      int length = octet & 0x7f;
      int more = length == 127 ? 8 : length == 126 ? 2 : 0;
      masked = octet > 0x7f;
      headerSize = 2 + more + (masked ? MASK_BYTES : 0);
      payload = more == 0 ? length : 0;
    } else if (headerBytes < lengthEnd) {
      payload = payload << 8 | octet;
    }
    headerBytes++;
  }

  /** The client's close frame has come, whole; it sends nothing any more. */
  boolean isClosed() {
    return closed;
  }
}
