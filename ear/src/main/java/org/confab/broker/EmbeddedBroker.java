package org.confab.broker;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker in this process, without a network port. */
final class EmbeddedBroker {
  static final int SERVER_ID = 0;

  private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class.getName());

  /** One line for each session and message otherwise; held, or the setting would be collected. */
  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

  private static final String DEAD_LETTERS = "DLQ";
  private static final long MEGABYTE = 1024L * 1024;

  private final EmbeddedActiveMQ server;

  private EmbeddedBroker(EmbeddedActiveMQ server) {
    this.server = server;
  }

  static EmbeddedBroker start(Path journal) throws ResourceAdapterInternalException {
    AUDIT.setLevel(Level.OFF);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    // Artemis looks its own classes up with the thread's loader, which is the server's here.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
    try {
      server.setConfiguration(configuration(journal)).start();
      return new EmbeddedBroker(server);
    } catch (Exception e) {
      throw new ResourceAdapterInternalException("The broker did not start in " + journal, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The broker did not stop cleanly", e);
    }
  }

  private static Configuration configuration(Path journal) throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("confab")
            .setPersistenceEnabled(true)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalType(
                AIOSequentialFileFactory.isSupported() ? JournalType.ASYNCIO : JournalType.NIO)
            .setJournalDirectory(journal.resolve("journal").toString())
            .setBindingsDirectory(journal.resolve("bindings").toString())
            .setPagingDirectory(journal.resolve("paging").toString())
            .setLargeMessagesDirectory(journal.resolve("large").toString())
            .setNodeManagerLockDirectory(journal.resolve("lock").toString())
            .setJournalFileSize((int) (10 * MEGABYTE))
            .setGlobalMaxSize(64 * MEGABYTE);
    // A disk nearly full is for the administrator to see; refusing to send would stop meetings too.
    configuration.setMaxDiskUsage(-1);
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(), Map.of("serverId", SERVER_ID)));
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(DEAD_LETTERS)
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfiguration(
                QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST)));
    configuration.addAddressSetting("#", addressSettings());
    return configuration;
  }

  private static AddressSettings addressSettings() {
    return new AddressSettings()
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        // 1 s, 2 s, 4 s … one minute
        .setRedeliveryDelay(1_000)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(60_000)
        .setMaxDeliveryAttempts(10)
        .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
        .setExpiryAddress(SimpleString.of(DEAD_LETTERS))
        // Groups are rooms: without buckets the broker would remember each room there ever was.
        .setDefaultGroupBuckets(1024)
        .setMaxSizeBytes(32 * MEGABYTE)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }
}
