package org.confab.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # peer          | X-Forwarded-For                     | the client
          203.0.113.9     | 198.51.100.7                        | 203.0.113.9
          127.0.0.1       | 198.51.100.7                        | 198.51.100.7
          127.0.0.1       | 1.2.3.4, 198.51.100.7               | 198.51.100.7
          127.0.0.1       | 1.2.3.4, 198.51.100.7, 10.20.30.40  | 198.51.100.7
          127.0.0.1       | 10.1.1.1                            | 10.1.1.1
          127.0.0.1       | 1.2.3.4, unknown, 10.1.1.1          | 10.1.1.1
          127.0.0.1       | localhost                           | 127.0.0.1
          127.0.0.1       | ''                                  | 127.0.0.1
          0:0:0:0:0:0:0:1 | 2001:db8::7                         | 2001:db8::7
          2001:db8::1     | 2001:db8::7                         | 2001:db8::1
          127.0.0.2       | 198.51.100.7                        | 127.0.0.2
          """)
  void theNearestThatIsNoProxyOfOursIsTheClient(String peer, String forwarded, String client) {
    assertThat(trusting("127.0.0.1, ::1,10.0.0.0/8").of(peer, List.of(forwarded)))
        .isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(trusting("127.0.0.1").of("127.0.0.1", List.of("1.2.3.4", "198.51.100.7")))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void withoutAHeaderTheProxyIsTheClient() {
    assertThat(trusting("127.0.0.1").of("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
  }

  @Test
  void nobodyIsTrustedWhenNoneIsSaid() {
    assertThat(trusting("none").of("127.0.0.1", List.of("1.2.3.4"))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.org",
        "10.0.0.0/33",
        "10.0.0.0/x",
        "10.0.0/8",
        "1.2.3.400",
        "::/-1"
      })
  void whatIsNoAddressIsRefused(String trusted) {
    assertThatThrownBy(() -> trusting(trusted))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("CONFAB_TRUSTED_PROXIES: ");
  }

  private static ClientAddresses trusting(String list) {
    ClientAddresses addresses = new ClientAddresses();
    addresses.trust(list);
    return addresses;
  }
}
