package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asking and answering as people do it. */
class RequestBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("mesh");

  @Test
  void whoAsksForASeatAndGetsItIsSeenAndHeard() {
    Person ann = VENUE.enter("Ann").startsMeetingWithSeats("hands");
    Person bob = VENUE.enter("Bob").comesTo("hands").knowsOfListening();
    bob.sees(ann);
    ann.sees();
    bob.asksForSeat();
    ann.accepts(bob);
    bob.switchesCamera();
    ann.sees(bob);

    ann.choosesInMenuOf(bob, "mic");
    bob.agrees();
    ann.hears(bob);
    ann.choosesInMenuOf(bob, "off");
    ann.sees();
    bob.knowsOfListening();
    ann.choosesInMenuOf(bob, "invite");
    bob.agrees().switchesCamera();
    ann.sees(bob);
    assertThat(bob.told()).noneMatch(message -> message.contains("did not work"));
  }
}
