package org.confab.callbackwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.confab.callback.CallbackPost;
import org.junit.jupiter.api.Test;

class CallbackUrlTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_669_872_112);

  @Test
  void parametersStandInTheDocumentedOrder() {
    assertThat(url("https://www.example.com", "", "127.0.0.1"))
        .isEqualTo(
            "https://www.example.com?SdkAppid=88888888"
                + "&CallbackCommand=Room.CallbackAfterCreateRoom&contenttype=json"
                + "&ClientIP=127.0.0.1&OptPlatform=RESTAPI");
  }

  @Test
  void aQueryOfTheConfiguredUrlStays() {
    assertThat(url("http://example.com/a?key=%26v", "", "::1"))
        .startsWith("http://example.com/a?key=%26v&SdkAppid=88888888&")
        .contains("&ClientIP=%3A%3A1&");
  }

  @Test
  void aTokenSignsTheRequest() {
    assertThat(url("http://example.com", "xxxxyyyy", ""))
        .endsWith(
            "&Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061"
                + "&RequestTime=1669872112");
  }

  private static String url(String configured, String token, String clientIp) {
    CallbackPost post =
        new CallbackPost(
            configured,
            token,
            "id",
            88_888_888,
            "Room.CallbackAfterCreateRoom",
            clientIp,
            "RESTAPI",
            "{}");
    return CallbackUrl.of(post, NOW).toString();
  }
}
