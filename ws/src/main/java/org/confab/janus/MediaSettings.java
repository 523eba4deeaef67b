package org.confab.janus;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of the media plane.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>key</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code CONFAB_MEDIA}</td><td>{@code auto}</td><td>{@code janus}, {@code mesh}, or {@code
 * auto}: Janus where it is installed, else mesh</td></tr>
 * <tr><td>{@code CONFAB_DATA}</td><td>{@code ./data}</td><td>data directory; Janus' configuration
 * goes to {@code janus}, its log to {@code log/janus.log}</td></tr>
 * <tr><td>{@code CONFAB_PUBLIC_ADDRESS}</td><td>none</td><td>the address (or name) by which the
 * Internet reaches this machine behind a 1:1 NAT; several separated by commas; offered to clients
 * beside the machine's own</td></tr>
 * <tr><td>{@code CONFAB_MEDIA_ADDRESSES}</td><td>the machine's own</td><td>the addresses or
 * interfaces media may use, separated by commas; by default every address that is up and neither
 * loopback, link-local nor of a container bridge</td></tr>
 * <tr><td>{@code CONFAB_MEDIA_PORTS}</td><td>{@code 20000-40000}</td><td>UDP ports of media, at least
 * 100; open them in the firewall</td></tr>
 * <tr><td>{@code CONFAB_MEDIA_LOOPS}</td><td>the number of processors</td><td>media threads of
 * Janus</td></tr>
 * <tr><td>{@code CONFAB_CAMERA_BITRATE}</td><td>{@code 1500000}</td><td>most video a camera may send, bit/s</td>
 * </tr>
 * <tr><td>{@code CONFAB_SCREEN_BITRATE}</td><td>{@code 2500000}</td><td>most video a screen may send, bit/s</td>
 * </tr>
 * <tr><td>{@code CONFAB_MEDIA_PUBLISHERS}</td><td>{@code 1000}</td><td>most cameras and screens in
 * one room</td></tr>
 * <tr><td>{@code CONFAB_ICE_SERVERS}</td><td>none</td><td>STUN and TURN URLs given to clients,
 * separated by commas</td></tr>
 * <tr><td>{@code CONFAB_TURN_SECRET}</td><td>none</td><td>the {@code static-auth-secret} of coturn
 * ({@code use-auth-secret}); clients get credentials for a day</td></tr>
 * </table>
 *
 * @param publicAddresses names or addresses, may be empty
 * @param addresses names of interfaces or addresses to use; empty for a choice of our own
 */
record MediaSettings(
    Choice choice,
    Path data,
    List<String> publicAddresses,
    List<String> addresses,
    Ports ports,
    int loops,
    int cameraBitrate,
    int screenBitrate,
    int publishers) {

  enum Choice {
    AUTO,
    JANUS,
    MESH
  }

  /** UDP ports, both ends included. */
  record Ports(int from, int to) {
    static Ports parse(String text) {
      String[] ends = text.strip().split("-", -1);
      if (ends.length == 2) {
        int from = number("CONFAB_MEDIA_PORTS", ends[0]);
        int to = number("CONFAB_MEDIA_PORTS", ends[1]);
        if (from >= 1024 && to <= 65535 && to - from >= 99) {
          return new Ports(from, to);
        }
      }
      throw new IllegalArgumentException(
          "CONFAB_MEDIA_PORTS must be two ports like 20000-40000, from 1024 to 65535 and at least"
              + " 100 of them, not '"
              + text
              + "'.");
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  /**
   * @param lookup gives the value of a key where it is set
   * @throws IllegalArgumentException with a sentence naming the key that is wrong
   */
  static MediaSettings of(Function<String, Optional<String>> lookup) {
    return new MediaSettings(
        choice(lookup.apply("CONFAB_MEDIA").orElse("auto")),
        Path.of(lookup.apply("CONFAB_DATA").orElse("./data")).toAbsolutePath().normalize(),
        list(lookup.apply("CONFAB_PUBLIC_ADDRESS").orElse("")),
        list(lookup.apply("CONFAB_MEDIA_ADDRESSES").orElse("")),
        Ports.parse(lookup.apply("CONFAB_MEDIA_PORTS").orElse("20000-40000")),
        positive(lookup, "CONFAB_MEDIA_LOOPS", Runtime.getRuntime().availableProcessors()),
        positive(lookup, "CONFAB_CAMERA_BITRATE", 1_500_000),
        positive(lookup, "CONFAB_SCREEN_BITRATE", 2_500_000),
        positive(lookup, "CONFAB_MEDIA_PUBLISHERS", 1000));
  }

  private static Choice choice(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> Choice.AUTO;
      case "janus" -> Choice.JANUS;
      case "mesh" -> Choice.MESH;
      default ->
          throw new IllegalArgumentException(
              "CONFAB_MEDIA must be auto, janus or mesh, not '" + text + "'.");
    };
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static int positive(
      Function<String, Optional<String>> lookup, String key, int otherwise) {
    int value = lookup.apply(key).map(text -> number(key, text)).orElse(otherwise);
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be at least 1.");
    }
    return value;
  }

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must hold numbers, not '" + text + "'.", e);
    }
  }
}
