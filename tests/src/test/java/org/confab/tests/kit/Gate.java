package org.confab.tests.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A way to a server that can be shut, as when the network is gone: nothing comes through, in no
 * direction, and nobody is told. What was under way arrives once it is open again; a connection
 * that was asked for meanwhile is made when its first packet would be sent again, after 1, 3, 7, …
 * seconds.
 */
public final class Gate implements AutoCloseable {
  private final ServerSocket entrance;
  private final int port;
  private final Set<Way> ways = ConcurrentHashMap.newKeySet();
  private boolean shut;

  private Gate(ServerSocket entrance, int port) {
    this.entrance = entrance;
    this.port = port;
  }

  /** An open one before a server on this machine. */
  public static Gate to(URI server) {
    try {
      ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Gate gate = new Gate(entrance, server.getPort());
      begin("gate", gate::welcome);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://localhost:" + entrance.getLocalPort());
  }

  public synchronized void shut() {
    shut = true;
  }

  public synchronized void open() {
    shut = false;
    notifyAll();
  }

  /** Nothing comes through the connections there are, ever again; still nobody is told. */
  public void forget() {
    ways.forEach(way -> way.forgotten = true);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    open();
    for (Way way : ways) {
      way.outside.close();
    }
  }

  private synchronized void pass() throws InterruptedException {
    while (shut) {
      wait();
    }
  }

  /** Waits until a connection asked for at a time can be made. */
  private synchronized void knock(long askedAt) throws InterruptedException {
    long sentAgain = askedAt;
    long pause = TimeUnit.SECONDS.toNanos(1);
    while (true) {
      long wait = TimeUnit.NANOSECONDS.toMillis(sentAgain - System.nanoTime());
      if (wait > 0) {
        wait(wait);
      } else if (shut) {
        sentAgain += pause;
        pause *= 2;
      } else {
        return;
      }
    }
  }

  private void welcome() throws IOException {
    while (!entrance.isClosed()) {
      Socket outside = entrance.accept();
      Way way = new Way(outside);
      ways.add(way);
      begin("gate in", () -> lead(way, System.nanoTime()));
    }
  }

  private void lead(Way way, long askedAt) throws IOException, InterruptedException {
    try (way.outside) {
      knock(askedAt);
      try (Socket inside = new Socket(InetAddress.getLoopbackAddress(), port)) {
        begin("gate out", () -> carry(way, inside, way.outside));
        carry(way, way.outside, inside);
      }
    } finally {
      ways.remove(way);
    }
  }

  private void carry(Way way, Socket from, Socket to) throws IOException, InterruptedException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pass();
        if (!way.forgotten) {
          out.write(buffer, 0, read);
        }
      }
      pass();
    } finally {
      if (!way.forgotten) {
        to.close();
      }
    }
  }

  /** A connection through the gate. */
  private static final class Way {
    final Socket outside;
    volatile boolean forgotten;

    Way(Socket outside) {
      this.outside = outside;
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static void begin(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException ended) {
                // one side has gone
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
