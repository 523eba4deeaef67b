package org.confab.callbackwire;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.confab.callback.CallbackCommand;
import org.confab.callback.CallbackPost;
import org.confab.callback.CallbackWire;
import org.confab.kernel.DomainEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Callbacks as JSON over HTTP. What the receiver answers is of no interest (spec 23010), only that
 * it did, with a status of 2xx; it is not followed elsewhere.
 */
@ApplicationScoped
public class HttpCallbackWire implements CallbackWire {
  /** Names the callback: a receiver that sees the same one again has handled it already. */
  static final String EVENT_ID = "X-Confab-Event-Id";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "CONFAB_CALLBACK_TIMEOUT_SECONDS", defaultValue = "5")
  private long timeoutSeconds;

  @Override
  public String body(CallbackCommand command, DomainEvent event) {
    return CallbackBodies.of(command, event).toString();
  }

  @Override
  public Optional<String> post(CallbackPost post) {
    HttpRequest request =
        HttpRequest.newBuilder(CallbackUrl.of(post, clock.instant()))
            .timeout(Duration.ofSeconds(timeoutSeconds))
            .header("Content-Type", "application/json; charset=utf-8")
            .header(EVENT_ID, post.eventId())
            .POST(BodyPublishers.ofString(post.body()))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, head -> new BoundedDiscard());
    try {
      int status = answer.get(timeoutSeconds, TimeUnit.SECONDS).statusCode();
      return status / 100 == 2
          ? Optional.empty()
          : Optional.of("The receiver answered with HTTP status " + status + ".");
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("The receiver did not answer within " + timeoutSeconds + " s.");
    } catch (ExecutionException e) {
      return Optional.of("The receiver could not be reached: " + e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.of("The server is stopping.");
    }
  }
}
