package org.confab.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Many WebSocket clients on one thread: just enough of RFC 6455 to talk to a server one trusts. */
final class Swarm implements AutoCloseable {
  /** As much waits in the system for a client that does not read. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** What a client does with what it gets; called on the swarm's thread. */
  interface Listener {
    void opened(Client client);

    /** The payload's bytes are valid during the call only. */
    void message(Client client, byte[] payload, int length);

    void closed(Client client, int code);
  }

  Swarm() throws IOException {
    selector = Selector.open();
    thread = new Thread(this::loop, "swarm");
    thread.setDaemon(true);
    thread.start();
  }

  Client connect(URI server, String path, Listener listener) {
    return connect(server, path, listener, null);
  }

  /** One that has its state before it is heard of. */
  Client connect(URI server, String path, Listener listener, @Nullable Object state) {
    Client client = new Client(server, path, listener);
    client.state = state;
    run(client::open);
    return client;
  }

  private void run(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void loop() {
    try {
      while (!closed) {
        selector.select(100);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ((Client) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
  }

  /** One client. */
  final class Client {
    /** Free for the benchmark's use. */
    volatile @Nullable Object state;

    private final URI server;
    private final String path;
    private final Listener listener;
    private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();
    private ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private boolean upgraded;
    private boolean ended;
    private @Nullable ByteArrayOutputStream fragments;

    private Client(URI server, String path, Listener listener) {
      this.server = server;
      this.path = path;
      this.listener = listener;
    }

    private void open() {
      try {
        SocketChannel opened = SocketChannel.open();
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        opened.configureBlocking(false);
        channel = opened;
        key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        opened.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      } catch (IOException e) {
        end(1006);
      }
    }

    void send(String text) {
      run(() -> queue(frame(1, text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Stops reading, as a client that hangs does; or reads again. */
    void pause(boolean paused) {
      run(
          () -> {
            SelectionKey current = key;
            if (current != null && current.isValid()) {
              current.interestOps(paused ? 0 : SelectionKey.OP_READ);
            }
          });
    }

    private ByteBuffer frame(int opcode, byte[] payload) {
      ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
      frame.put((byte) (0x80 | opcode));
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else if (payload.length < 65536) {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      } else {
        frame.put((byte) (0x80 | 127)).putLong(payload.length);
      }
      // a mask of zeros is a mask
      frame.putInt(0).put(payload);
      return frame.flip();
    }

    private void queue(ByteBuffer buffer) {
      outgoing.add(buffer);
      write();
    }

    private void write() {
      SocketChannel out = channel;
      if (out == null || ended) {
        return;
      }
      try {
        for (ByteBuffer next = outgoing.peek(); next != null; next = outgoing.peek()) {
          out.write(next);
          if (next.hasRemaining()) {
            interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return;
          }
          outgoing.remove();
        }
        interest(SelectionKey.OP_READ);
      } catch (IOException e) {
        end(1006);
      }
    }

    private void interest(int ops) {
      SelectionKey current = key;
      if (current != null && current.isValid() && current.interestOps() != 0) {
        current.interestOps(ops);
      }
    }

    private void ready(SelectionKey ready) {
      SocketChannel current = channel;
      if (current == null || !ready.isValid()) {
        return;
      }
      try {
        if (ready.isConnectable()) {
          current.finishConnect();
          queue(handshake());
        } else if (ready.isWritable()) {
          write();
        }
        if (ready.isValid() && ready.isReadable()) {
          read(current);
        }
      } catch (IOException e) {
        end(1006);
      }
    }

    private ByteBuffer handshake() {
      return ByteBuffer.wrap(
          ("GET "
                  + path
                  + " HTTP/1.1\r\nHost: "
                  + server.getHost()
                  + ":"
                  + server.getPort()
                  + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }

    private void read(SocketChannel from) throws IOException {
      if (from.read(in) < 0) {
        end(1006);
        return;
      }
      in.flip();
      if (!upgraded) {
        upgrade();
      }
      while (upgraded && !ended && oneFrame()) {}
      if (in.position() == 0 && in.limit() == in.capacity()) {
        ByteBuffer larger = ByteBuffer.allocate(in.capacity() * 2);
        larger.put(in);
        in = larger;
      } else {
        in.compact();
      }
    }

    private void upgrade() {
      byte[] bytes = in.array();
      for (int i = in.position(); i + 3 < in.limit(); i++) {
        if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r') {
          String head =
              new String(bytes, in.position(), i - in.position(), StandardCharsets.US_ASCII);
          if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException("no upgrade: " + head.lines().findFirst().orElse(""));
          }
          in.position(i + 4);
          upgraded = true;
          listener.opened(this);
          return;
        }
      }
    }

    private boolean oneFrame() {
      int start = in.position();
      if (in.remaining() < 2) {
        return false;
      }
      int first = in.get() & 0xff;
      long length = in.get() & 0x7f;
      int more = length == 126 ? 2 : length == 127 ? 8 : 0;
      if (in.remaining() < more) {
        in.position(start);
        return false;
      }
      if (more == 2) {
        length = in.getShort() & 0xffff;
      } else if (more == 8) {
        length = in.getLong();
      }
      if (in.remaining() < length) {
        in.position(start);
        return false;
      }
      byte[] payload = in.array();
      int size = (int) length;
      int at = in.position();
      in.position(at + size);
      handle((first & 0x80) != 0, first & 0x0f, payload, at, size);
      return true;
    }

    private void handle(boolean last, int opcode, byte[] bytes, int at, int size) {
      switch (opcode) {
        case 8 -> {
          int code = size >= 2 ? ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff) : 1005;
          queue(frame(8, java.util.Arrays.copyOfRange(bytes, at, at + Math.min(size, 2))));
          end(code);
        }
        case 9 -> queue(frame(10, java.util.Arrays.copyOfRange(bytes, at, at + size)));
        case 0, 1 -> {
          ByteArrayOutputStream parts = fragments;
          if (last && parts == null) {
            byte[] payload = java.util.Arrays.copyOfRange(bytes, at, at + size);
            listener.message(this, payload, size);
            return;
          }
          if (parts == null) {
            parts = new ByteArrayOutputStream();
            fragments = parts;
          }
          parts.write(bytes, at, size);
          if (last) {
            fragments = null;
            listener.message(this, parts.toByteArray(), parts.size());
          }
        }
        default -> {
          // pongs
        }
      }
    }

    private void end(int code) {
      if (ended) {
        return;
      }
      ended = true;
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listener.closed(this, code);
    }
  }
}
