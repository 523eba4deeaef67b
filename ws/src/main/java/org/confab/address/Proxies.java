package org.confab.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reverse proxies that are believed when they say whom they speak for. */
final class Proxies {
  /** What the JDK takes for an address without asking a name server. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final List<Block> blocks;

  /**
   * Addresses that begin with the same bits.
   *
   * @param size of an address, in bytes
   * @param free bits that follow
   */
  private record Block(int size, int free, BigInteger beginning) {
    static Block parse(String text) {
      int slash = text.indexOf('/');
      byte[] address =
          bytes(slash < 0 ? text : text.substring(0, slash))
              .orElseThrow(() -> new IllegalArgumentException(text + " is no address."));
      int most = address.length * 8;
      int same = slash < 0 ? most : number(text.substring(slash + 1));
      if (same < 0 || same > most) {
        throw new IllegalArgumentException("After the / of " + text + " comes 0 to " + most + ".");
      }
      int free = most - same;
      return new Block(address.length, free, beginning(address, free));
    }

    private static int number(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return -1;
      }
    }

    private static BigInteger beginning(byte[] address, int free) {
      return new BigInteger(1, address).shiftRight(free);
    }

    boolean contains(byte[] address) {
      return address.length == size && beginning(address, free).equals(beginning);
    }
  }

  private Proxies(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Addresses, and blocks of them such as {@code 10.0.0.0/8}, separated by commas.
   *
   * @throws IllegalArgumentException if one is neither
   */
  static Proxies parse(String list) {
    return new Proxies(
        Stream.of(list.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(Block::parse)
            .toList());
  }

  boolean contain(String address) {
    return bytes(address)
        .filter(bytes -> blocks.stream().anyMatch(block -> block.contains(bytes)))
        .isPresent();
  }

  static boolean isAddress(String text) {
    return bytes(text).isPresent();
  }

  private static Optional<byte[]> bytes(String address) {
    if (!LITERAL.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
