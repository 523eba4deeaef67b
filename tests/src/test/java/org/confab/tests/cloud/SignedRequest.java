package org.confab.tests.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Sign;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.confab.json.Json;
import org.confab.tests.kit.Keys;

/** A request to the cloud API that the SDK would not send, signed with the SDK's own functions. */
record SignedRequest(URI server, Keys keys, Instant at, String version, String body) {
  private static final String TYPE = "application/json; charset=utf-8";

  SignedRequest at(Instant time) {
    return new SignedRequest(server, keys, time, version, body);
  }

  SignedRequest version(String other) {
    return new SignedRequest(server, keys, at, other, body);
  }

  SignedRequest body(String other) {
    return new SignedRequest(server, keys, at, version, other);
  }

  /** The response to it. */
  JsonNode send(String action) throws Exception {
    return send(action, body);
  }

  /** The response to it with another body than the one that was signed. */
  JsonNode send(String action, String sent) throws Exception {
    return post(
        HttpRequest.newBuilder(server.resolve("/"))
            .header("Content-Type", TYPE)
            .header("Authorization", authorization())
            .header("X-TC-Action", action)
            .header("X-TC-Version", version)
            .header("X-TC-Timestamp", String.valueOf(at.getEpochSecond()))
            .POST(BodyPublishers.ofString(sent)));
  }

  /** The response to a request that is sent as it is. */
  static JsonNode post(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode());
    }
    return Json.read(answer.body()).path("Response");
  }

  private String authorization() throws TencentCloudSDKException {
    String canonical =
        "POST\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s"
            .formatted(TYPE, server.getAuthority(), Sign.sha256Hex(body));
    String date = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    String scope = date + "/trtc/tc3_request";
    String text =
        "TC3-HMAC-SHA256\n%d\n%s\n%s"
            .formatted(at.getEpochSecond(), scope, Sign.sha256Hex(canonical));
    byte[] key = Sign.hmac256(("TC3" + keys.apiSecretKey()).getBytes(StandardCharsets.UTF_8), date);
    key = Sign.hmac256(Sign.hmac256(key, "trtc"), "tc3_request");
    return "TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=content-type;host, Signature=%s"
        .formatted(keys.secretId(), scope, HexFormat.of().formatHex(Sign.hmac256(key, text)));
  }
}
