package org.confab.janus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/** How one Janus process is reached; made anew with each start. */
record JanusEndpoint(int port, String apiSecret, String adminKey) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** With a port that is free now; should another take it first, Janus ends and is started anew. */
  static JanusEndpoint create() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new JanusEndpoint(free.getLocalPort(), secret(), secret());
    }
  }

  static String secret() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + port + "/");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Janus on port " + port;
  }
}
