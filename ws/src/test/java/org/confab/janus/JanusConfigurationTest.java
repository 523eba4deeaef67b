package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JanusConfigurationTest {
  private final JanusEndpoint endpoint = new JanusEndpoint(4711, "api", "admin");

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void onlyWhatIsUsedIsLoaded() throws IOException {
    String core = core(Map.of(), "192.0.2.7");

    assertThat(core)
        .contains("disable = \"libjanus_sip.so\"")
        .contains("disable = \"libjanus_http.so\"")
        .contains("disable = \"libjanus_jsonlog.so\"");
  }

  @Test
  void mediaUsesTheAddressesOfTheMachine() throws IOException {
    assertThat(core(Map.of(), "192.0.2.7", "2001:db8::7"))
        .contains("ice_enforce_list = \"192.0.2.7,2001:db8:0:0:0:0:0:7\"")
        .contains("ipv6 = true")
        .contains("rtp_port_range = \"20000-40000\"")
        .doesNotContain("nat_1_1_mapping");
  }

  @Test
  void aPublicAddressIsOfferedBesideTheOwn() throws IOException {
    assertThat(core(Map.of("CONFAB_PUBLIC_ADDRESS", "198.51.100.7"), "192.0.2.7"))
        .contains("nat_1_1_mapping = \"198.51.100.7\"")
        .contains("keep_private_host = true");
  }

  @Test
  void namedAddressesAreUsedAsTheyAre() throws IOException {
    assertThat(core(Map.of("CONFAB_MEDIA_ADDRESSES", "eth1"), "192.0.2.7"))
        .contains("ice_enforce_list = \"eth1\"");
  }

  @Test
  void janusIsReachedFromThisMachineOnly() throws IOException {
    core(Map.of(), "192.0.2.7");

    assertThat(directory.resolve("data/janus/janus.transport.websockets.jcfg"))
        .content()
        .contains("ws_port = 4711", "ws_ip = \"127.0.0.1\"", "admin_ws = false");
    assertThat(directory.resolve("data/janus/janus.plugin.videoroom.jcfg"))
        .content()
        .contains("admin_key = \"admin\"", "string_ids = true");
  }

  @Test
  void nobodyElseReadsTheSecrets() throws IOException {
    core(Map.of(), "192.0.2.7");

    assertThat(Files.getPosixFilePermissions(directory.resolve("data/janus")))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
  }

  @Test
  void quotesInPathsAreKept() {
    assertThat(JanusConfiguration.quoted("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
  }

  private String core(Map<String, String> values, String... addresses) throws IOException {
    Path modules = directory.resolve("modules");
    module(modules, "plugins", "libjanus_videoroom.so", "libjanus_sip.so");
    module(modules, "transports", "libjanus_websockets.so", "libjanus_http.so");
    module(modules, "loggers", "libjanus_jsonlog.so");
    Map<String, String> data = Map.of("CONFAB_DATA", directory.resolve("data").toString());
    MediaSettings settings =
        MediaSettings.of(
            key ->
                Optional.ofNullable(values.get(key)).or(() -> Optional.ofNullable(data.get(key))));
    JanusInstallation installation =
        new JanusInstallation(Path.of("janus"), Path.of("setpriv"), modules);
    List<InetAddress> own = new java.util.ArrayList<>();
    for (String address : addresses) {
      own.add(InetAddress.getByName(address));
    }
    return Files.readString(new JanusConfiguration(settings, installation, own).write(endpoint));
  }

  private static void module(Path modules, String kind, String... names) throws IOException {
    Path folder = Files.createDirectories(modules.resolve(kind));
    for (String name : names) {
      Files.writeString(folder.resolve(name), "");
    }
  }
}
