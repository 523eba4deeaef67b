package org.confab.tests.kit;

import java.io.IOException;
import java.net.URI;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;

/** A broker outside of the server, on loopback, that comes and goes and keeps nothing. */
public final class ExternalBroker implements AutoCloseable {
  private final int port;
  private @Nullable EmbeddedActiveMQ broker;

  public ExternalBroker() throws IOException {
    port = FreePorts.one();
    start();
  }

  /** What the server gets as {@code CONFAB_BROKER_URL}. */
  public URI uri() {
    return URI.create("tcp://localhost:" + port);
  }

  public void start() {
    try {
      EmbeddedActiveMQ starting = new EmbeddedActiveMQ();
      starting.setConfiguration(
          new ConfigurationImpl()
              .setPersistenceEnabled(false)
              .setSecurityEnabled(false)
              .setJMXManagementEnabled(false)
              .addAcceptorConfiguration("tcp", uri().toString()));
      starting.start();
      broker = starting;
    } catch (Exception e) {
      throw new IllegalStateException("The broker did not start", e);
    }
  }

  public void stop() {
    EmbeddedActiveMQ running = broker;
    if (running != null) {
      try {
        running.stop();
      } catch (Exception e) {
        throw new IllegalStateException("The broker did not stop", e);
      }
      broker = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
