package org.confab.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Posts over kept connections as fast as the answers come; light, since it shares the cores with
 * the server.
 */
final class HttpLoad {
  private HttpLoad() {}

  /** One request to make: path with query, and body. */
  record Post(String path, String body) {}

  /** How many a second were answered well, and how long they took. */
  record Result(double perSecond, long failed, Latencies latencies) {}

  static String post(URI server, String path, String body) throws IOException {
    try (Kept kept = new Kept(server)) {
      return kept.post(new Post(path, body));
    }
  }

  /**
   * @param perSecond at most so many requests, 0 for as many as the server answers. Times are then
   *     counted from when a request was due, so that one that had to wait for the answer before is
   *     not taken for a quick one.
   * @param cycles the n-th few requests, which one connection makes one after another
   */
  static Result run(
      URI server,
      int connections,
      Duration duration,
      double perSecond,
      LongFunction<List<Post>> cycles) {
    AtomicLong numbers = new AtomicLong();
    AtomicLong places = new AtomicLong();
    AtomicLong good = new AtomicLong();
    AtomicLong bad = new AtomicLong();
    Latencies latencies = new Latencies();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Thread thread =
          new Thread(
              () -> {
                try (Kept kept = new Kept(server)) {
                  while (System.nanoTime() < end) {
                    for (Post post : cycles.apply(numbers.getAndIncrement())) {
                      long before = System.nanoTime();
                      if (perSecond > 0) {
                        long due = start + (long) (places.getAndIncrement() / perSecond * 1e9);
                        LockSupport.parkNanos(due - before);
                        before = due;
                      }
                      String answer = kept.post(post);
                      latencies.add(System.nanoTime() - before);
                      if (answer.contains("\"ActionStatus\":\"OK\"")) {
                        good.incrementAndGet();
                      } else if (bad.getAndIncrement() == 0) {
                        System.err.println("  refused: " + post.body() + ": " + answer);
                      }
                    }
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    threads.forEach(HttpLoad::join);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(good.get() / seconds, bad.get(), latencies);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection that is kept, and made anew after the server announced its end. */
  private static final class Kept implements AutoCloseable {
    private final URI server;
    private final String host;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean ending;

    Kept(URI server) throws IOException {
      this.server = server;
      host = server.getHost() + ":" + server.getPort();
      socket = new Socket(server.getHost(), server.getPort());
      in = in();
      out = out();
    }

    private InputStream in() throws IOException {
      socket.setTcpNoDelay(true);
      return new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    private OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    private void again() throws IOException {
      socket.close();
      socket = new Socket(server.getHost(), server.getPort());
      in = in();
      out = out();
      ending = false;
    }

    String post(Post post) throws IOException {
      if (ending) {
        again();
      }
      byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
      byte[] head =
          ("POST "
                  + post.path()
                  + " HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      byte[] request = new byte[head.length + body.length];
      System.arraycopy(head, 0, request, 0, head.length);
      System.arraycopy(body, 0, request, head.length, body.length);
      out.write(request);
      return read();
    }

    private String read() throws IOException {
      int length = -1;
      boolean chunked = false;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
          chunked = true;
        } else if (lower.equals("connection: close")) {
          ending = true;
        }
      }
      if (!chunked) {
        return new String(in.readNBytes(Math.max(0, length)), StandardCharsets.UTF_8);
      }
      StringBuilder body = new StringBuilder();
      for (int size = size(); size > 0; size = size()) {
        body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
        line();
      }
      line();
      return body.toString();
    }

    private int size() throws IOException {
      return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the server closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
