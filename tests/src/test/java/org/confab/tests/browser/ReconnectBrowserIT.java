package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.confab.tests.kit.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A meeting goes on when the network, the server or the page was away. */
class ReconnectBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  private static final String BACK = "You are connected again.";

  /** Five seconds are promised; the rest is for busy machines. */
  private static final Duration SOON = Duration.ofSeconds(15);

  @ParameterizedTest
  @ValueSource(ints = {5, 30, 90})
  void mediaIsBackSoonAfterTheNetwork(int seconds) throws IOException {
    try (Gate gate = Gate.to(VENUE.uri())) {
      Person ann = VENUE.host("Ann");
      Person bob = VENUE.enter("Bob").by(gate.uri()).comesTo(ann.room());
      ann.sees(bob);
      bob.sees(ann);

      gate.shut();
      bob.losesMedia();
      bob.waits(Duration.ofSeconds(seconds));
      gate.open();
      bob.findsMedia();
      long found = System.nanoTime();

      bob.sees(ann).hears(ann);
      ann.sees(bob).hears(bob);
      Duration took = Duration.ofNanos(System.nanoTime() - found);
      System.out.printf(
          "All saw each other %d ms after %d s without network.%n", took.toMillis(), seconds);
      assertThat(took).isLessThan(SOON);
      assertThat(bob.told()).filteredOn(BACK::equals).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void theMeetingGoesOnAfterTheServerWasStartedAnew() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);
    bob.sees(ann);

    VENUE.server().restart();
    long ready = System.nanoTime();

    ann.sees(bob).hears(bob);
    bob.sees(ann).hears(ann);
    Duration took = Duration.ofNanos(System.nanoTime() - ready);
    System.out.printf("All saw each other %d ms after the server was ready.%n", took.toMillis());
    assertThat(took).isLessThan(SOON);
    assertThat(ann.told()).filteredOn(BACK::equals).hasSize(1);
  }
}
