package org.confab.janus;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The machine's own addresses that media can use. Janus skips loopback, and falls back to every
 * interface when none of the named ones exists, so it is always told real ones.
 */
final class HostAddresses {
  /** Networks between this machine and its own containers or virtual machines. */
  private static final Pattern INSIDE =
      Pattern.compile("(docker|br-|veth|virbr|vmnet|cni|podman).*");

  /** More would only make offers long. */
  private static final int MOST = 8;

  private HostAddresses() {}

  static List<InetAddress> find() {
    try {
      List<NetworkInterface> up =
          NetworkInterface.networkInterfaces().filter(HostAddresses::usable).toList();
      List<InetAddress> outside =
          of(up.stream().filter(n -> !INSIDE.matcher(n.getName()).matches()).toList());
      return outside.isEmpty() ? of(up) : outside;
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static List<InetAddress> of(List<NetworkInterface> interfaces) {
    List<InetAddress> found = new ArrayList<>();
    interfaces.forEach(
        n ->
            n.inetAddresses()
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .forEach(found::add));
    // IPv4 first: it is what most networks carry.
    found.sort((a, b) -> Boolean.compare(a instanceof Inet6Address, b instanceof Inet6Address));
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  private static boolean usable(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  /** Without the zone that Java adds to addresses of IPv6. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
