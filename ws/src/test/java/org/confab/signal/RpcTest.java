package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.confab.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcTest {
  @Test
  void aRequestIsReadWithItsIdAndParams() throws Rpc.Malformed {
    Rpc.Request request =
        Rpc.parse("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"login\",\"params\":{\"x\":1}}");
    assertThat(request.method()).isEqualTo("login");
    assertThat(request.params().path("x").asInt()).isEqualTo(1);
  }

  @Test
  void aMethodThatIsNotThereIsNamedBriefly() {
    assertThat(Rpc.methodNotFound(Json.read("1"), "x".repeat(1000))).hasSizeLessThan(200);
  }

  @Test
  void paramsMayBeLeftOut() throws Rpc.Malformed {
    assertThat(Rpc.parse("{\"id\":1,\"method\":\"heartbeat\"}").params().isObject()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "not json; -32700",
        "{\"id\":1; -32700",
        "{\"id\":1,\"id\":2,\"method\":\"x\"}; -32700",
        "[]; -32600",
        "7; -32600",
        "{\"id\":1}; -32600",
        "{\"id\":1,\"method\":7}; -32600",
        "{\"id\":{},\"method\":\"x\"}; -32600",
        "{\"id\":true,\"method\":\"x\"}; -32600",
        "{\"id\":null,\"method\":\"x\"}; -32600",
        "{\"id\":1.5,\"method\":\"x\"}; -32600",
        "{\"id\":1e400,\"method\":\"x\"}; -32600",
        "{\"id\":99999999999999999999,\"method\":\"x\"}; -32600"
      })
  void whatIsNoRequestHasItsOwnCode(String frame, int code) {
    assertThatThrownBy(() -> Rpc.parse(frame))
        .isInstanceOfSatisfying(
            Rpc.Malformed.class,
            malformed -> assertThat(malformed.answer()).contains("\"code\":" + code));
  }
}
