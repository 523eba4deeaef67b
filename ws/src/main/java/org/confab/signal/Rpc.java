package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 messages as text. */
final class Rpc {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;

  private static final int ID_CHARACTERS = 64;
  private static final int NAME_SHOWN = 64;

  private Rpc() {}

  /**
   * A request.
   *
   * @param id null when no answer is wanted
   */
  record Request(@Nullable JsonNode id, String method, JsonNode params) {}

  /** A frame that is no request; it is answered with a JSON-RPC code of its own. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;

    Malformed(int code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    String answer() {
      ObjectNode frame = Json.object().put("jsonrpc", "2.0").putNull("id");
      frame.putObject("error").put("code", code).put("message", getMessage());
      return Json.write(frame);
    }
  }

  static Request parse(String text) throws Malformed {
    JsonNode frame;
    try {
      frame = Json.read(text);
    } catch (Problem e) {
      throw new Malformed(PARSE_ERROR, e.getMessage());
    }
    if (!frame.isObject()) {
      throw new Malformed(INVALID_REQUEST, "A frame holds one request object.");
    }
    JsonNode id = frame.get("id");
    boolean goodId = id == null || isWholeNumber(id) || isShortText(id);
    JsonNode method = frame.get("method");
    if (!goodId || method == null || !method.isTextual()) {
      throw new Malformed(
          INVALID_REQUEST,
          "A request has a method, and an id that is a whole number or a short string.");
    }
    JsonNode params = frame.path("params");
    return new Request(
        id, method.textValue(), params.isMissingNode() || params.isNull() ? Json.object() : params);
  }

  private static boolean isWholeNumber(JsonNode id) {
    return id.isIntegralNumber() && id.canConvertToLong();
  }

  private static boolean isShortText(JsonNode id) {
    return id.isTextual() && id.textValue().length() <= ID_CHARACTERS;
  }

  static String result(JsonNode id, JsonNode result) {
    ObjectNode frame = Json.object().put("jsonrpc", "2.0");
    frame.set("id", id);
    frame.set("result", result);
    return Json.write(frame);
  }

  static String error(JsonNode id, Problem problem) {
    ObjectNode error =
        Json.object()
            .put("code", problem.refusal().clientCode())
            .put("message", problem.getMessage());
    error.putObject("data").put("name", problem.refusal().clientName());
    return error(id, error);
  }

  static String methodNotFound(JsonNode id, String method) {
    return error(
        id,
        Json.object()
            .put("code", METHOD_NOT_FOUND)
            .put("message", "There is no method " + shortened(method) + "."));
  }

  private static String shortened(String name) {
    return name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) + "…" : name;
  }

  private static String error(JsonNode id, ObjectNode error) {
    ObjectNode frame = Json.object().put("jsonrpc", "2.0");
    frame.set("id", id);
    frame.set("error", error);
    return Json.write(frame);
  }

  static String notification(String method, ObjectNode params) {
    ObjectNode frame = Json.object().put("jsonrpc", "2.0").put("method", method);
    frame.set("params", params);
    return Json.write(frame);
  }
}
