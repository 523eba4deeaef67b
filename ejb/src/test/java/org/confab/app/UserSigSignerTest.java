package org.confab.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserSigSignerTest {
  static final String KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
  static final UserSigClaims USER_A =
      new UserSigClaims("user_a", 1400000001, 1700000000, 86400, null, "");

  @Test
  void theSignedTextIsLinesInTheirOrderEachWithItsEnd() {
    assertThat(USER_A.signedText())
        .isEqualTo(
            "TLS.identifier:user_a\nTLS.sdkappid:1400000001\nTLS.time:1700000000\nTLS.expire:86400\n");
  }

  @Test
  void theSignatureIsTheOneOfThePublishedLibraries() {
    assertThat(UserSigSigner.sign(USER_A, KEY))
        .isEqualTo("fqciL5UW4tvzhRfVVYhLLmDYUQhLZMmTPnBzZfW7xns=");
  }

  @Test
  void permissionsAreSignedToo() {
    var withPermissions =
        new UserSigClaims(
            "user_a",
            1400000001,
            1700000000,
            300,
            "AQAGdXNlcl9hU3JOAQAAAABlU/IsAAAA/wAAAAAABXJvb20x",
            "");
    assertThat(UserSigSigner.sign(withPermissions, KEY))
        .isEqualTo("GShG/srUqYDSPluVCfTX+tSNL6dTskhEGibwzkwXSTU=");
  }

  @Test
  void aSignatureAlreadyThereIsNotSigned() {
    assertThat(UserSigSigner.sign(USER_A.withSig("anything"), KEY))
        .isEqualTo(UserSigSigner.sign(USER_A, KEY));
  }
}
