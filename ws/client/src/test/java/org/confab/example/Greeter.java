package org.confab.example;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.confab.client.ConfabClient;
import org.confab.client.Seats;

/** Welcomes whoever enters a room. */
public class Greeter implements AutoCloseable {
  private final ConfabClient client;

  /**
   * @param userSig asks your own server for a UserSig
   */
  public Greeter(URI server, long sdkAppId, Supplier<String> userSig) {
    client = ConfabClient.connect(server);
    client.login(sdkAppId, "greeter", userSig);
    client.on(
        "onRemoteUserEnterRoom",
        event -> client.chat().say("Welcome, " + event.userInfo().userName() + "!"));
  }

  public void enter(String roomId) {
    client.rooms().enter(roomId);
  }

  /** Takes a seat, or asks for it and waits; true when it sits. */
  public boolean sit() {
    return client.seats().take(Seats.ANY, Duration.ofSeconds(30)).outcome().join().isAccepted();
  }

  @Override
  public void close() {
    client.logout();
  }
}
