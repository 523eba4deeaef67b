package org.confab.tests.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports nobody listens on. */
public final class FreePorts {
  private FreePorts() {}

  public static int one() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * What to add to each of these ports so that all of them are free.
   *
   * @param lowest the first is then some free port; the others have their distance from it
   */
  static int offset(int lowest, int... others) throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int offset = one() - lowest;
      if (areFree(offset, others)) {
        return offset;
      }
    }
    throw new IOException("no free ports");
  }

  private static boolean areFree(int offset, int... ports) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int port : ports) {
        ServerSocket socket = new ServerSocket();
        held.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + offset));
      }
      return true;
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
