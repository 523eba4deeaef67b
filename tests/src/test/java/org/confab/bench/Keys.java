package org.confab.bench;

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
record Keys(long sdkAppId, String secretKey, String admin) {
  static Keys of(Path data) throws IOException {
    Fields file = Fields.of(Json.read(Files.readAllBytes(data.resolve("app.json"))));
    return new Keys(file.longNumber("sdkAppId"), file.text("secretKey"), file.text("admin"));
  }

  String userSig(String userId) {
    UserSigClaims claims =
        new UserSigClaims(
            userId, sdkAppId, System.currentTimeMillis() / 1000 - 10, 86_400, null, "");
    return UserSigText.encode(claims.withSig(UserSigSigner.sign(claims, secretKey)));
  }

  /** Path and query of a command. */
  String command(String service, String command) {
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

  String login(int id, String userId) {
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
