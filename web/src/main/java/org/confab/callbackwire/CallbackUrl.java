package org.confab.callbackwire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.confab.callback.CallbackPost;

/** The address of a callback: what is configured, with the parameters of spec 22890 added. */
final class CallbackUrl {
  private CallbackUrl() {}

  static URI of(CallbackPost post, Instant now) {
    String configured = URI.create(post.url()).toASCIIString();
    StringBuilder url = new StringBuilder(configured);
    url.append(configured.indexOf('?') < 0 ? '?' : '&')
        .append("SdkAppid=")
        .append(post.sdkAppId())
        .append("&CallbackCommand=")
        .append(encoded(post.command()))
        .append("&contenttype=json&ClientIP=")
        .append(encoded(post.clientIp()))
        .append("&OptPlatform=")
        .append(encoded(post.platform()));
    if (!post.token().isEmpty()) {
      long time = now.getEpochSecond();
      url.append("&Sign=").append(sign(post.token(), time)).append("&RequestTime=").append(time);
    }
    return URI.create(url.toString());
  }

  /** Lowercase hexadecimal SHA-256 of the token followed by the time in seconds. */
  static String sign(String token, long time) {
    try {
      byte[] text = (token + time).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
