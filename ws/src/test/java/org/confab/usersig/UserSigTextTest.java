package org.confab.usersig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.confab.app.UserSigClaims;
import org.confab.app.UserSigSigner;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigTextTest {
  private static final UserSigClaims ANN =
      new UserSigClaims("ann", 1400000001, 1700000000, 60, null, "c2ln");

  @ParameterizedTest
  @CsvFileSource(resources = "published.csv")
  void whatThePublishedLibraryMakesIsReadAndItsSignatureIsOurs(
      String identifier,
      long sdkAppId,
      String secretKey,
      long expire,
      @Nullable String userbuf,
      String userSig) {
    var claims = UserSigText.decode(userSig);

    assertThat(claims.withSig(""))
        .isEqualTo(new UserSigClaims(identifier, sdkAppId, 1700000000, expire, userbuf, ""));
    assertThat(UserSigSigner.sign(claims, secretKey)).isEqualTo(claims.sig());
    assertThat(UserSigText.decode(UserSigText.encode(claims))).isEqualTo(claims);
  }

  @Test
  void theTextHasNoSymbolThatAnAddressWouldChange() {
    for (var expire = 1; expire < 200; expire++) {
      var text = UserSigText.encode(new UserSigClaims("ann", 1, 2, expire, null, "c2ln"));
      assertThat(text).matches("[A-Za-z0-9*_-]+");
    }
  }

  @Test
  void whiteSpaceIsIgnored() {
    var text = UserSigText.encode(ANN);
    assertThat(UserSigText.decode(" " + text.substring(0, 76) + "\r\n" + text.substring(76) + "\n"))
        .isEqualTo(ANN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "not base64!", "eJyrVg", "AAAA", "_", "____"})
  void rubbishIsRefused(String text) {
    refused(text);
  }

  @Test
  void aTextCutOffIsRefused() {
    var text = UserSigText.encode(ANN);
    refused(text.substring(0, text.length() / 4 * 2)).hasMessageContaining("cut off");
  }

  @Test
  void aTextTooLongIsRefused() {
    refused("A".repeat(UserSigText.MAX_CHARACTERS + 1)).hasMessageContaining("longer than");
  }

  @Test
  void aTextThatUnfoldsToTooMuchIsRefused() throws IOException {
    refused(packed("{" + " ".repeat(1_000_000) + "}")).hasMessageContaining("too much");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{} {}",
        "{'TLS.ver':'1.0'}",
        "{'TLS.ver':'2.0'}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':'1','TLS.time':1,'TLS.expire':1,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':1,'TLS.time':1.5,'TLS.expire':1,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':-1,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':99999999999999999999,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':1,'TLS.sig':null}",
        "{'TLS.ver':'2.0','TLS.identifier':'a','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':1,'TLS.userbuf':5,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':1,'TLS.sig':''}",
        "{'TLS.ver':'2.0','TLS.identifier':'a\\nb','TLS.sdkappid':1,'TLS.time':1,'TLS.expire':1,'TLS.sig':''}",
      })
  void jsonOfAnotherFormIsRefused(String json) throws IOException {
    refused(packed(json.replace('\'', '"')));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
    return assertThatThrownBy(() -> UserSigText.decode(text))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.refusal()).isEqualTo(Refusal.SIGNATURE_INVALID));
  }

  private static String packed(String json) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(json.getBytes(UTF_8));
    }
    return Base64.getEncoder()
        .encodeToString(bytes.toByteArray())
        .replace('+', '*')
        .replace('/', '-')
        .replace('=', '_');
  }
}
