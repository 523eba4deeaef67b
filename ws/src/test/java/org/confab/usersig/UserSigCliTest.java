package org.confab.usersig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.confab.app.UserSigClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSigCliTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path data;

  UserSigCliTest(@TempDir Path data) throws IOException {
    this.data = data;
    Files.writeString(
        data.resolve("app.json"),
        "{\"sdkAppId\":1400000001,\"secretKey\":\"5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e\"}");
  }

  @Test
  void printsTheUserSigOfAUser() {
    assertThat(run("user_a", "--expire", "86400", "--data", data.toString())).isZero();
    assertThat(UserSigText.decode(out.toString(UTF_8)))
        .isEqualTo(
            new UserSigClaims(
                "user_a",
                1400000001,
                1700000000,
                86400,
                null,
                "fqciL5UW4tvzhRfVVYhLLmDYUQhLZMmTPnBzZfW7xns="));
  }

  @Test
  void saysWhatToDoWhenThereAreNoKeys() {
    assertThat(run("ann", "--data", data.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("start the server once");
    assertThat(out.size()).isZero();
  }

  @Test
  void keysThatAreNoneAreRefused() throws IOException {
    Files.writeString(data.resolve("app.json"), "{}");
    assertThat(run("ann", "--data", data.toString())).isEqualTo(1);
  }

  @Test
  void argumentsNotUnderstoodAreRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("ann", "bob")).isEqualTo(2);
    assertThat(run("ann", "--expire")).isEqualTo(2);
    assertThat(run("ann", "--expire", "0")).isEqualTo(2);
    assertThat(run("ann", "--expire", "soon")).isEqualTo(2);
    assertThat(run("ann", "--data")).isEqualTo(2);
    assertThat(run("ann", "--forever")).isEqualTo(2);
  }

  private int run(String... args) {
    var clock = Clock.fixed(Instant.ofEpochSecond(1700000000), ZoneOffset.UTC);
    return new UserSigCli(
            clock, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(args));
  }
}
