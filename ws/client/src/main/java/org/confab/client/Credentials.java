package org.confab.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * Who logs in.
 *
 * @param userSig asked for with each login, since one that is old has expired
 */
record Credentials(long sdkAppId, String userId, Supplier<String> userSig) {
  /** The params of a login. */
  ObjectNode login() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sdkAppId", sdkAppId)
        .put("userId", userId)
        .put("userSig", userSig.get());
  }

  /**
   * The same as the client that it was.
   *
   * @param seq up to which event of its room it knows
   */
  ObjectNode login(String resumeToken, long seq) {
    ObjectNode params = login();
    params.putObject("resume").put("token", resumeToken).put("seq", seq);
    return params;
  }
}
