package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The server refused a call: nothing changed. */
public final class RefusedException extends ConfabException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String name;

  RefusedException(JsonNode error) {
    super(error.path("message").asText());
    this.code = error.path("code").asInt();
    this.name = error.path("data").path("name").asText();
  }

  /** The code of the client engine, such as -2100; or of JSON-RPC, such as -32601. */
  public int code() {
    return code;
  }

  /** The name of the code, such as {@code ERR_ROOM_ID_NOT_EXIST}; {@code ""} for JSON-RPC's. */
  public String name() {
    return name;
  }
}
