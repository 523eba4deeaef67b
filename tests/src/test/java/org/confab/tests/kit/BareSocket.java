package org.confab.tests.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.confab.json.Json;

/**
 * A WebSocket of which every byte is ours, to send what no library would. It answers no pings, and
 * reads when it is asked to.
 */
public final class BareSocket implements Closeable {
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CONTINUATION = 0;
  public static final int CLOSE = 8;
  public static final int PING = 9;

  /** Read when the server is gone without a close frame. */
  public static final int GONE = 1006;

  private static final int LAST = 0x80;
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private final Queue<JsonNode> messages = new ArrayDeque<>();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private int closeCode;

  private BareSocket(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** A WebSocket that is open. */
  public static BareSocket open(URI server) throws IOException {
    BareSocket bare = new BareSocket(server);
    bare.write(handshake().getBytes(StandardCharsets.US_ASCII));
    bare.expectUpgrade();
    return bare;
  }

  /** One that has sent a frame together with the handshake. */
  public static BareSocket speakingAtOnce(URI server, String text) throws IOException {
    BareSocket bare = new BareSocket(server);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(handshake().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    bare.write(out.toByteArray());
    bare.expectUpgrade();
    return bare;
  }

  private static String handshake() {
    return """
    GET /ws HTTP/1.1
    Host: localhost
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
    Sec-WebSocket-Version: 13

    """
        .replace("\n", "\r\n");
  }

  private void expectUpgrade() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (head.indexOf(" 101 ") < 0) {
      throw new IOException("no upgrade: " + head);
    }
  }

  /** Sends a text frame. */
  public void send(String text) throws IOException {
    send(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a whole frame of a kind. */
  public void send(int kind, byte... payload) throws IOException {
    write(frame(LAST | kind, payload));
  }

  /** Sends a part of a message, that others follow. */
  public void sendPart(int kind, byte... payload) throws IOException {
    write(frame(kind, payload));
  }

  /** Sends the first bytes of a text frame, and no more of it. */
  public void sendBeginning(String text, int bytes) throws IOException {
    write(Arrays.copyOf(frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8)), bytes));
  }

  /** Sends bytes as they are. */
  public void write(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** A masked frame; the mask is zero. */
  private static byte[] frame(int first, byte... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** The next message of the server; batches are taken apart. */
  public JsonNode read() throws IOException {
    while (messages.isEmpty()) {
      if (!readFrame()) {
        throw new EOFException("closed with " + closeCode);
      }
    }
    return messages.remove();
  }

  /** Reads on until the server closes, and gives the code. */
  public int closeCode() throws IOException {
    while (closeCode == 0) {
      readFrame();
    }
    return closeCode;
  }

  /** The code if the server closes within the given time, else 0. */
  public int codeWithin(int millis) throws IOException {
    try {
      boolean open = closeCode == 0;
      while (open) {
        socket.setSoTimeout(millis);
        in.mark(1);
        if (in.read() >= 0) {
          in.reset();
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        open = readFrame();
      }
    } catch (SocketTimeoutException notYet) {
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (SocketException e) {
      closeCode = GONE;
    }
    return closeCode;
  }

  /** Whether the server lets go of the connection within the given time. */
  public boolean endsWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      while (in.read() >= 0) {
        // what is still under way
      }
    } catch (SocketTimeoutException notYet) {
      return false;
    } catch (SocketException gone) {
      return true;
    }
    return true;
  }

  private boolean readFrame() throws IOException {
    if (closeCode != 0) {
      return false;
    }
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      byte[] payload = in.readNBytes((int) size);
      take(first, payload);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (EOFException | SocketException e) {
      closeCode = GONE;
    }
    return closeCode == 0;
  }

  private void take(int first, byte... payload) {
    int kind = first & 0x0f;
    if (kind == CLOSE) {
      closeCode = payload.length < 2 ? 1005 : (payload[0] & 0xff) * 256 + (payload[1] & 0xff);
    } else if (kind == TEXT || kind == CONTINUATION) {
      parts.writeBytes(payload);
      if ((first & LAST) != 0) {
        JsonNode frame = Json.read(parts.toString(StandardCharsets.UTF_8));
        parts.reset();
        if (frame.isArray()) {
          frame.forEach(messages::add);
        } else {
          messages.add(frame);
        }
      }
    }
  }

  /** Ends without a word: the other side gets a reset. */
  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
