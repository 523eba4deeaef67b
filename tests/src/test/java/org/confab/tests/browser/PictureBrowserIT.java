package org.confab.tests.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How large pictures are received, and which not at all. */
class PictureBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  /** Lines of the small picture that every camera sends beside the large one. */
  private static final int SMALL = 180;

  /** A busy machine sends less than the 720 lines that were asked for. */
  private static final int LARGE = 2 * SMALL - 90;

  @Test
  void whoIsShownSmallIsReceivedSmall() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");
    cai.mutes();
    ann.sees(bob, cai).seesLines(bob, LARGE, 1080).seesLines(cai, LARGE, 1080);

    ann.switchesLayout();
    ann.seesLines(cai, 90, SMALL).seesLines(bob, LARGE, 1080).sees(bob, cai);

    ann.switchesLayout();
    ann.seesLines(cai, LARGE, 1080).sees(bob, cai);
  }

  /** A camera answers one request for a whole picture in 300 ms: the second one is lost. */
  @Test
  void whoIsShownLargeAgainAtOnceIsReceivedLarge() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");
    cai.mutes();
    ann.sees(bob, cai).seesLines(bob, LARGE, 1080).seesLines(cai, LARGE, 1080);

    ann.switchesLayoutAndBack(cai, SMALL);

    ann.seesLines(cai, LARGE, 1080).sees(bob, cai);
  }

  @Test
  void whoIsNotLookedAtIsNotReceived() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob).hears(bob);

    ann.coversPictureOf(bob);
    ann.sees().hears(bob);

    ann.uncoversPictureOf(bob);
    ann.sees(bob);
  }

  @Test
  void theNetworkIsGraded() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob).hears(bob);

    ann.seesNetworkOf(ann).seesNetworkOf(bob);
  }
}
