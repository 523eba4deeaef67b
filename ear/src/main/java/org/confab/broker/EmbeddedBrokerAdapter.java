package org.confab.broker;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The resource adapter of Artemis, bound to a broker when it is started: to the one that {@code
 * CONFAB_BROKER_URL} names, else to one that it starts itself, with its journal under {@code
 * CONFAB_DATA}, reachable from inside this process only.
 *
 * <p>Settings are read from system properties, then from the environment: MicroProfile Config is
 * out of a resource adapter's sight on some servers.
 */
public final class EmbeddedBrokerAdapter extends ActiveMQResourceAdapter {
  private static final long serialVersionUID = 1L;

  private static final String IN_VM_CONNECTOR =
      "org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory";
  private static final String NETTY_CONNECTOR =
      "org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory";
  private static final int FOR_EVER = -1;

  private transient @Nullable EmbeddedBroker broker;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    Optional<String> url = setting("CONFAB_BROKER_URL");
    if (url.isPresent()) {
      connectTo(BrokerAddress.parse(url.get()));
    } else {
      broker = EmbeddedBroker.start(Path.of(setting("CONFAB_DATA").orElse("data"), "journal"));
      setConnectorClassName(IN_VM_CONNECTOR);
      setConnectionParameters("serverId=" + EmbeddedBroker.SERVER_ID);
    }
    super.start(context);
  }

  @Override
  public void stop() {
    super.stop();
    EmbeddedBroker started = broker;
    if (started != null) {
      started.stop();
      broker = null;
    }
  }

  private void connectTo(List<BrokerAddress> addresses) {
    setConnectorClassName(
        String.join(",", addresses.stream().map(address -> NETTY_CONNECTOR).toList()));
    setConnectionParameters(
        String.join(",", addresses.stream().map(BrokerAddress::parameters).toList()));
    setHA(addresses.size() > 1);
    setSetupAttempts(FOR_EVER);
    setReconnectAttempts(FOR_EVER);
    setting("CONFAB_BROKER_USER").ifPresent(this::setUserName);
    setting("CONFAB_BROKER_PASSWORD").ifPresent(this::setPassword);
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
        .filter(value -> !value.isBlank());
  }

  // The parent compares its properties; there is one adapter in a process.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
