package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Meetings without a media server: browser to browser. */
class MeshBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("mesh");

  @Test
  void twoSeeAndHearEachOther() {
    Person ann = VENUE.host("Ann").knowsOfDirectConnections();
    Person bob = ann.invites("Bob");

    ann.sees(bob).hears(bob).seesSpeak(bob);
    bob.sees(ann).hears(ann).seesSpeak(ann);
    ann.keepsSeeing(Duration.ofSeconds(5));
    bob.keepsSeeing(Duration.ofSeconds(5));
  }

  @Test
  void aSharedScreenIsSeenBesideTheCamera() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");

    ann.sharesScreen();
    bob.seesScreenOf(ann).sees(ann);

    ann.stopsSharing();
    bob.seesNoScreen().sees(ann);
  }

  @Test
  void whoIsRemovedIsTold() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);

    ann.removes(bob);

    bob.isToldOfTheRemoval();
    ann.sees();
  }

  @Test
  void theEndIsToldToAll() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);

    ann.endsTheMeeting().isToldOfTheEnd();

    bob.isToldOfTheEnd();
  }

  @Test
  void nobodyNoticesAReload() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);

    bob.reloads().sees(ann).hears(ann);
    ann.sees(bob).hears(bob);

    assertThat(ann.told()).contains("Bob has joined.").doesNotContain("Bob has left.");
  }
}
