package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IceServersTest {

  /** What {@code openssl dgst -sha1 -hmac north -binary | base64} gives, and coturn accepts. */
  @Test
  void theCredentialIsWhatCoturnComputes() {
    assertThat(IceServers.sign("1764547200:ann", "north"))
        .isEqualTo("c/JUaxdl6VZSLDeq0yZjj03U3No=");
  }
}
