package org.confab.tests.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sound is like when it arrives. */
class SoundBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  private static final int DEFAULT = 1;
  private static final int MUSIC = 2;

  @Test
  void musicIsHeardInTwoChannelsAndSpeechInOne() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    bob.sees(ann).hears(ann);

    ann.soundsOnTheLeft(MUSIC);
    bob.hearsOnTheLeftOnly(ann).sees(ann);

    ann.soundsOnTheLeft(DEFAULT);
    bob.hearsOnBothSides(ann).sees(ann);
  }
}
