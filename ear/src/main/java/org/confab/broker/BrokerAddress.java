package org.confab.broker;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker listens.
 *
 * @param options transport options as a URL's query, such as {@code sslEnabled=true}
 */
record BrokerAddress(String host, int port, @Nullable String options) {
  private static final int DEFAULT_PORT = 61616;

  /**
   * Reads {@code tcp://host:port?option=value}, several with commas between them.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static List<BrokerAddress> parse(String urls) {
    return Arrays.stream(urls.split(",", -1)).map(String::strip).map(BrokerAddress::one).toList();
  }

  private static BrokerAddress one(String url) {
    URI uri = URI.create(url);
    String host = uri.getHost();
    if (!"tcp".equals(uri.getScheme()) || host == null) {
      throw new IllegalArgumentException(
          "CONFAB_BROKER_URL must be like tcp://broker.example:61616, and is not: " + url);
    }
    return new BrokerAddress(
        host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), uri.getRawQuery());
  }

  /** As the resource adapter takes it. */
  String parameters() {
    String hostAndPort = "host=" + host + ";port=" + port;
    return options == null ? hostAndPort : hostAndPort + ";" + options.replace('&', ';');
  }
}
