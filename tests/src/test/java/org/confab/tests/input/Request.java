package org.confab.tests.input;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** A call of a command, every part of which may be wrong. */
final class Request {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String method;
  private final String url;
  private final String type;
  private final byte[] body;

  private Request(String method, String url, String type, byte[] body) {
    this.method = method;
    this.url = url;
    this.type = type;
    this.body = body;
  }

  static Request post(String url, String body) {
    return new Request("POST", url, "application/json", body.getBytes(UTF_8));
  }

  Request by(String otherMethod) {
    return new Request(otherMethod, url, type, body);
  }

  /** Has another text where the expression matches the path and query. */
  Request to(String part, String otherPart) {
    return new Request(method, url.replaceFirst(part, otherPart), type, body);
  }

  /**
   * @param otherType {@code ""} for none
   */
  Request typed(String otherType) {
    return new Request(method, url, otherType, body);
  }

  Request with(String otherBody) {
    return with(otherBody.getBytes(UTF_8));
  }

  Request with(byte[] otherBody) {
    return new Request(method, url, type, otherBody);
  }

  /** The body of the answer, which is HTTP 200 whatever it says. */
  JsonNode send(URI server) {
    URI uri = server.resolve(url);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
      }
      JsonNode said = Json.read(answer.body());
      RestDocument.check(uri, said);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    String text = new String(body, UTF_8);
    return method + " " + type + " " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
  }
}
