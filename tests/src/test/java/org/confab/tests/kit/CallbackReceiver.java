package org.confab.tests.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server of an application that listens to callbacks. It keeps what came in, in order, and
 * answers as it is told: well by default.
 */
public final class CallbackReceiver implements AutoCloseable {

  /**
   * One callback as it came in, with or without an answer that pleased the sender.
   *
   * @param eventId the same for each delivery of one callback, {@code ""} when it was missing
   */
  public record Received(
      String eventId, String path, Map<String, String> query, String contentType, String body) {

    /** The query's {@code CallbackCommand}. */
    public String command() {
      return query.getOrDefault("CallbackCommand", "");
    }
  }

  /**
   * What the receiver does with a callback.
   *
   * @param status of HTTP; 0 breaks the connection off without an answer
   * @param delay before that
   */
  public record Answer(int status, Duration delay) {
    public static Answer ok() {
      return status(200);
    }

    public static Answer status(int status) {
      return new Answer(status, Duration.ZERO);
    }

    public static Answer brokenOff() {
      return status(0);
    }

    public Answer after(Duration time) {
      return new Answer(status, time);
    }
  }

  private static final String GOOD = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int port;
  private volatile Function<Received, Answer> behaviour = callback -> Answer.ok();
  private @Nullable HttpServer server;

  private CallbackReceiver() {
    port = listen(0);
  }

  public static CallbackReceiver open() {
    return new CallbackReceiver();
  }

  /** What an application gives as {@code Url}. */
  public String url() {
    return "http://localhost:" + port + "/callback";
  }

  /** Everything that came in so far, in the order in which it began to come in. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The same without the repeated deliveries. */
  public List<Received> distinct() {
    Map<String, Received> first = new LinkedHashMap<>();
    received.forEach(callback -> first.putIfAbsent(callback.eventId(), callback));
    return List.copyOf(first.values());
  }

  public void forget() {
    received.clear();
  }

  public void answers(Answer answer) {
    behaviour = callback -> answer;
  }

  public void answers(Function<Received, Answer> answer) {
    behaviour = answer;
  }

  /** Connections are refused until {@link #accept}. */
  public void refuse() {
    HttpServer listening = server;
    if (listening != null) {
      listening.stop(0);
      server = null;
    }
  }

  public void accept() {
    if (server == null) {
      listen(port);
    }
  }

  @Override
  public void close() {
    refuse();
    threads.shutdownNow();
  }

  private int listen(int wanted) {
    try {
      HttpServer listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
      listening.setExecutor(threads);
      listening.createContext("/", this::handle);
      listening.start();
      server = listening;
      return listening.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Received callback = read(exchange);
      received.add(callback);
      Answer answer = behaviour.apply(callback);
      pass(answer.delay());
      if (answer.status() != 0) {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Received read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    return new Received(
        String.valueOf(headers.getOrDefault("X-Confab-Event-Id", List.of("")).get(0)),
        exchange.getRequestURI().getPath(),
        query(exchange.getRequestURI().getRawQuery()),
        String.valueOf(headers.getOrDefault("Content-Type", List.of("")).get(0)),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            URLDecoder.decode(
                equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8),
            equals < 0
                ? ""
                : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static void pass(Duration time) {
    try {
      boolean cut = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
      assert !cut;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
