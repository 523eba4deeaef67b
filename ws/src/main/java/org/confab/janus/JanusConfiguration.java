package org.confab.janus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the configuration directory of one Janus process. It holds secrets that are new with each
 * start, so only its owner may read it.
 */
final class JanusConfiguration {
  private static final System.Logger LOG = System.getLogger(JanusConfiguration.class.getName());

  private final MediaSettings settings;
  private final JanusInstallation installation;
  private final List<InetAddress> own;

  /**
   * @param own the machine's own addresses that media can use
   */
  JanusConfiguration(
      MediaSettings settings, JanusInstallation installation, List<InetAddress> own) {
    this.settings = settings;
    this.installation = installation;
    this.own = own;
  }

  /** Writes everything anew and gives the main file. */
  Path write(JanusEndpoint endpoint) throws IOException {
    Path directory = settings.data().resolve("janus");
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Path main = directory.resolve("janus.jcfg");
    Files.writeString(main, core(directory, endpoint));
    Files.writeString(directory.resolve("janus.transport.websockets.jcfg"), websockets(endpoint));
    Files.writeString(directory.resolve("janus.plugin.videoroom.jcfg"), videoRoom(endpoint));
    return main;
  }

  private String core(Path directory, JanusEndpoint endpoint) {
    return """
        general: {
          configs_folder = %s
          plugins_folder = %s
          transports_folder = %s
          events_folder = %s
          loggers_folder = %s
          debug_level = 3
          debug_timestamps = true
          debug_colors = false
          api_secret = %s
          admin_secret = %s
          server_name = "confab"
          session_timeout = 60
          reclaim_session_timeout = 20
          recordings_tmp_ext = "tmp"
          event_loops = %d
          hide_dependencies = true
        }
        media: {
          ipv6 = %s
          rtp_port_range = "%s"
          no_media_timer = 0
          slowlink_threshold = 10
        }
        nat: {
        %s}
        plugins: {
          disable = %s
        }
        transports: {
          disable = %s
        }
        loggers: {
          disable = %s
        }
        events: {
          broadcast = false
        }
        """
        .formatted(
            quoted(directory),
            quoted(installation.modules().resolve("plugins")),
            quoted(installation.modules().resolve("transports")),
            quoted(installation.modules().resolve("events")),
            quoted(installation.modules().resolve("loggers")),
            quoted(endpoint.apiSecret()),
            quoted(JanusEndpoint.secret()),
            settings.loops(),
            own.stream().anyMatch(a -> a.getAddress().length > 4),
            settings.ports(),
            nat(),
            quoted(modulesExcept("plugins", "libjanus_videoroom.so")),
            quoted(modulesExcept("transports", "libjanus_websockets.so")),
            quoted(modulesExcept("loggers", "")));
  }

  private String nat() {
    StringBuilder nat = new StringBuilder();
    // The names of clients that hide their address (.local) are not ours to resolve: we learn it
    // when they call us.
    nat.append("  ignore_mdns = true\n");
    List<String> enforced =
        settings.addresses().isEmpty()
            ? own.stream().map(HostAddresses::text).toList()
            : settings.addresses();
    if (!enforced.isEmpty()) {
      nat.append("  ice_enforce_list = ").append(quoted(String.join(",", enforced))).append('\n');
    }
    List<String> mapped = publicAddresses();
    if (!mapped.isEmpty()) {
      nat.append("  nat_1_1_mapping = ").append(quoted(String.join(",", mapped))).append('\n');
      nat.append("  keep_private_host = true\n");
    }
    return nat.toString();
  }

  /** Janus wants addresses, an administrator may have given names. */
  private List<String> publicAddresses() {
    List<String> addresses = new ArrayList<>();
    for (String name : settings.publicAddresses()) {
      try {
        addresses.add(HostAddresses.text(InetAddress.getByName(name)));
      } catch (UnknownHostException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "CONFAB_PUBLIC_ADDRESS: {0} cannot be resolved, so media is not offered there.",
            name);
      }
    }
    return addresses;
  }

  private static String websockets(JanusEndpoint endpoint) {
    return """
        general: {
          json = "compact"
          ws = true
          ws_port = %d
          ws_ip = "127.0.0.1"
          ws_acl = "127."
          wss = false
        }
        admin: {
          admin_ws = false
          admin_wss = false
        }
        """
        .formatted(endpoint.port());
  }

  private static String videoRoom(JanusEndpoint endpoint) {
    return """
        general: {
          admin_key = %s
          lock_rtp_forward = true
          string_ids = true
          events = false
        }
        """
        .formatted(quoted(endpoint.adminKey()));
  }

  private String modulesExcept(String kind, String kept) {
    Path directory = installation.modules().resolve(kind);
    if (!Files.isDirectory(directory)) {
      return "";
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".so") && !name.equals(kept))
          .sorted()
          .collect(Collectors.joining(","));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(Object value) {
    return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
