package org.confab.tests.kit;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.confab.app.UserSigClaims;
import org.confab.app.UserSigSigner;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.usersig.UserSigText;

/** The keys of a server's first application, and what is signed with them. */
public record Keys(
    long sdkAppId, String secretKey, String admin, String secretId, String apiSecretKey) {
  public static Keys of(Path data) throws IOException {
    Fields file = Fields.of(Json.read(Files.readAllBytes(data.resolve("app.json"))));
    return new Keys(
        file.longNumber("sdkAppId"),
        file.text("secretKey"),
        file.text("admin"),
        file.text("secretId"),
        file.text("apiSecretKey"));
  }

  public String userSig(String userId) {
    return userSig(userId, 86_400);
  }

  /** A UserSig made ten seconds ago that is good for the given seconds. */
  public String userSig(String userId, long expire) {
    UserSigClaims claims =
        new UserSigClaims(
            userId, sdkAppId, System.currentTimeMillis() / 1000 - 10, expire, null, "");
    return UserSigText.encode(claims.withSig(UserSigSigner.sign(claims, secretKey)));
  }

  /** Path and query of a command. */
  public String command(String service, String command) {
    return "/v4/"
        + service
        + "/"
        + command
        + "?sdkappid="
        + sdkAppId
        + "&identifier="
        + admin
        + "&usersig="
        + URLEncoder.encode(userSig(admin), StandardCharsets.UTF_8)
        + "&random=1&contenttype=json";
  }

  /** A {@code login} frame. */
  public String login(int id, String userId) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"login\",\"params\":{\"sdkAppId\":"
        + sdkAppId
        + ",\"userId\":\""
        + userId
        + "\",\"userSig\":\""
        + userSig(userId)
        + "\"}}";
  }
}
