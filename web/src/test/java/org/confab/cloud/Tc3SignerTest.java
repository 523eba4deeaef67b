package org.confab.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tc3SignerTest {
  private static final String HEADER =
      "TC3-HMAC-SHA256 Credential=AKID1/2026-11-23/localhost:18099/tc3_request,"
          + " SignedHeaders=content-type;host,"
          + " Signature=110069407d896938706d5da2bc1e60492c61e5df54f510ab558071dceda13ed9";
  private static final byte[] BODY = "{\"SdkAppId\":1400000001,\"RoomId\":7}".getBytes(UTF_8);
  private static final Map<String, String> HEADERS =
      Map.of("content-type", "application/json; charset=utf-8", "host", "localhost:18099");

  /** The vector was computed step by step from the published description, in another language. */
  @Test
  void theSignatureIsTheOneThatTheDescriptionGives() {
    Tc3Authorization authorization = Tc3Authorization.parse(HEADER);

    assertThat(authorization.secretId()).isEqualTo("AKID1");
    assertThat(sign(authorization, "1795420800", BODY)).isEqualTo(authorization.signature());
  }

  @Test
  void whateverIsChangedChangesTheSignature() {
    Tc3Authorization authorization = Tc3Authorization.parse(HEADER);
    Tc3Authorization otherDay = Tc3Authorization.parse(HEADER.replace("11-23", "11-24"));

    assertThat(sign(authorization, "1795420801", BODY)).isNotEqualTo(authorization.signature());
    assertThat(sign(authorization, "1795420800", "{}".getBytes(UTF_8)))
        .isNotEqualTo(authorization.signature());
    assertThat(sign(otherDay, "1795420800", BODY)).isNotEqualTo(authorization.signature());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer abc",
        "TC3-HMAC-SHA256 Credential=AKID1/2026-11-23/tc3_request, SignedHeaders=content-type;host, Signature=00",
        "TC3-HMAC-SHA256 Credential=A/2026-11-23/s/tc3_request, SignedHeaders=host,"
            + " Signature=110069407d896938706d5da2bc1e60492c61e5df54f510ab558071dceda13ed9",
        "TC3-HMAC-SHA256 Credential=A/2026-11-23/s/tc3_request, SignedHeaders=content-type,"
            + " Signature=110069407d896938706d5da2bc1e60492c61e5df54f510ab558071dceda13ed9"
      })
  void whatIsNoSignatureOfHostAndContentTypeIsRefused(String header) {
    assertThatThrownBy(() -> Tc3Authorization.parse(header))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.refusal()).isEqualTo(Refusal.SIGNATURE_MISSING));
  }

  private static String sign(Tc3Authorization authorization, String timestamp, byte[] body) {
    return Tc3Signer.sign(
        "testkey", authorization, timestamp, name -> HEADERS.getOrDefault(name, ""), body);
  }
}
