package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hosts take from members, as both see it and as the media server does it. */
class PowersBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  @Test
  void whatAHostClosesIsClosedWhateverTheClientDoes() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);
    ann.hears(bob);

    bob.disobeys();
    ann.opensTheMembers().choosesInMenuOf(bob, "mute");
    Dam.holds(bob, ann, "audio");
    ann.sees(bob);

    ann.takesFromAll("all-cameras");
    ann.sees();
    Dam.holds(bob, ann, "video");
  }

  @Test
  void whoIsMutedAsksAndIsHeardAgain() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.hears(bob);
    ann.opensTheMembers().takesFromAll("all-mics").opensTheMembers();
    ann.seesMuted(bob);
    bob.hears(ann);

    bob.mutes().agrees();
    ann.accepts(bob);
    ann.hears(bob);
    assertThat(bob.told())
        .as("what the device does is no news")
        .noneMatch(message -> message.contains("did not work"));
  }

  @Test
  void theHostLeavesAndAnotherGoesOn() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");
    bob.sees(ann, cai);
    ann.leavesTheMeetingTo(cai);
    bob.sees(cai);
    cai.opensTheMembers().takesFromAll("all-mics");
    cai.seesMuted(bob);
    cai.endsTheMeeting();
    bob.isToldOfTheEnd();
  }
}
