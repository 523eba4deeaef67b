package org.confab.usersig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import org.confab.app.UserSigClaims;
import org.confab.app.UserSigSigner;
import org.jspecify.annotations.Nullable;

/** {@code confab usersig}: prints a UserSig made with the keys in the data directory. */
final class UserSigCli {
  private static final long DAY_SECONDS = 86_400;

  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;

  UserSigCli(Clock clock, PrintStream out, PrintStream err) {
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(new UserSigCli(Clock.systemUTC(), System.out, System.err).run(List.of(args)));
  }

  /** Returns the exit status: 0 printed, 1 the keys cannot be read, 2 the arguments are wrong. */
  int run(List<String> args) {
    try {
      var wish = Wish.of(args);
      out.println(UserSigText.encode(signed(wish)));
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private UserSigClaims signed(Wish wish) throws IOException {
    var keys = keys(wish.data().resolve("app.json"));
    var claims =
        new UserSigClaims(
            wish.user(),
            keys.path("sdkAppId").longValue(),
            clock.instant().getEpochSecond(),
            wish.expireSeconds(),
            null,
            "");
    return claims.withSig(UserSigSigner.sign(claims, keys.path("secretKey").textValue()));
  }

  private static JsonNode keys(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(
          "The keys in %s cannot be read: start the server once, or name its data directory with --data."
              .formatted(file));
    }
    var keys = new JsonMapper().readTree(file.toFile());
    if (!keys.path("sdkAppId").isIntegralNumber() || !keys.path("secretKey").isTextual()) {
      throw new IOException("%s holds no sdkAppId and secretKey.".formatted(file));
    }
    return keys;
  }

  private record Wish(String user, long expireSeconds, Path data) {
    static Wish of(List<String> args) {
      var user = "";
      var expireSeconds = DAY_SECONDS;
      var data = Path.of("data");
      var rest = new ArrayDeque<>(args);
      while (!rest.isEmpty()) {
        var arg = rest.remove();
        switch (arg) {
          case "--expire" -> expireSeconds = seconds(rest.poll());
          case "--data" -> data = Path.of(given(rest.poll(), "--data needs a directory."));
          default -> {
            if (arg.startsWith("-") || !user.isEmpty()) {
              throw new IllegalArgumentException("Not understood: " + arg);
            }
            user = arg;
          }
        }
      }
      return new Wish(given(user, "Whose UserSig? Name a user."), expireSeconds, data);
    }

    private static String given(@Nullable String value, String otherwise) {
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException(otherwise);
      }
      return value;
    }

    private static long seconds(@Nullable String value) {
      var seconds = value == null || !value.matches("[0-9]{1,10}") ? 0 : Long.parseLong(value);
      if (seconds < 1) {
        throw new IllegalArgumentException("--expire needs a number of seconds.");
      }
      return seconds;
    }
  }
}
