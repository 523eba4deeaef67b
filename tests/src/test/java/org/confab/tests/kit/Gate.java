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

/**
 * A way to a server that can be shut. While it is shut nothing comes through, in no direction, and
 * nobody is told: as with a network that is gone. What was under way arrives once it is open again.
 */
public final class Gate implements AutoCloseable {
  private final ServerSocket entrance;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
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

  @Override
  public void close() throws IOException {
    entrance.close();
    open();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private synchronized void pass() throws InterruptedException {
    while (shut) {
      wait();
    }
  }

  private void welcome() throws IOException {
    while (!entrance.isClosed()) {
      Socket outside = entrance.accept();
      Socket inside = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(outside);
      sockets.add(inside);
      begin("gate in", () -> carry(outside, inside));
      begin("gate out", () -> carry(inside, outside));
    }
  }

  private void carry(Socket from, Socket to) throws IOException, InterruptedException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pass();
        out.write(buffer, 0, read);
      }
      pass();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
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
