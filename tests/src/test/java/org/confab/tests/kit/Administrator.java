package org.confab.tests.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.confab.json.Json;
import org.confab.tests.protocol.RestDocument;

/** Calls the server REST API as an administrator's program does. */
public final class Administrator {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;
  private final Keys keys;
  private final String forwardedFor;

  public Administrator(ServerUnderTest server) {
    this(server, "");
  }

  /**
   * One who comes through a reverse proxy.
   *
   * @param forwardedFor what the proxy says of where from, {@code ""} for no proxy
   */
  public Administrator(ServerUnderTest server, String forwardedFor) {
    this.server = server.uri();
    this.forwardedFor = forwardedFor;
    try {
      keys = Keys.of(server.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Keys keys() {
    return keys;
  }

  /** The answer to a command of {@code room_engine_http_srv}. */
  public JsonNode rooms(String command, String body) {
    return call("room_engine_http_srv", command, body);
  }

  /** The answer to a command of {@code room_engine_http_mic}. */
  public JsonNode seats(String command, String body) {
    return call("room_engine_http_mic", command, body);
  }

  /** The answer to a command of any service. */
  public JsonNode call(String service, String command, String body) {
    return post(keys.command(service, command), body);
  }

  /**
   * The body of the answer, which is HTTP 200 whatever it says, and no other error of the command
   * than its description has.
   */
  public JsonNode post(String pathAndQuery, String body) {
    URI uri = server.resolve(pathAndQuery);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    JsonNode said = Json.read(answer.body());
    RestDocument.check(uri, said);
    return said;
  }

  public JsonNode get(String pathAndQuery) {
    return Json.read(text(pathAndQuery));
  }

  public String text(String pathAndQuery) {
    return send(HttpRequest.newBuilder(server.resolve(pathAndQuery)).GET()).body();
  }

  /** Makes accounts that rooms may be given to. */
  public void importAccounts(String... userIds) {
    String body = "{\"Accounts\":[\"" + String.join("\",\"", userIds) + "\"]}";
    JsonNode answer = call("im_open_login_svc", "multiaccount_import", body);
    if (answer.path("ErrorCode").asInt() != 0 || !answer.path("FailAccounts").isEmpty()) {
      throw new AssertionError("could not import accounts: " + answer);
    }
  }

  public void createRoom(String roomId) {
    JsonNode answer =
        rooms(
            "create_room",
            "{\"RoomInfo\":{\"RoomId\":\"" + roomId + "\",\"RoomType\":\"Conference\"}}");
    if (answer.path("ErrorCode").asInt() != 0) {
      throw new AssertionError("could not create " + roomId + ": " + answer);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!forwardedFor.isEmpty()) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
