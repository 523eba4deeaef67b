package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Planning conferences and coming to them as people do it. */
class ScheduleBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("mesh");

  @Test
  void whoIsInvitedHearsOfItIsRemindedAndJoins() {
    Person bob = VENUE.enter("Bob").comesToTheStartPage().expectsNothing();
    Person cai = VENUE.enter("Cai").comesToTheStartPage();
    Person ann = VENUE.enter("Ann").comesToTheStartPage();
    ann.schedules("Yearly", Duration.ofHours(30), bob);
    bob.expects("Yearly");
    ann.renames("Yearly", "Monthly");
    bob.expects("Monthly");
    ann.cancels("Monthly").expectsNothing();
    bob.expectsNothing();

    ann.schedules("Weekly", Duration.ofMinutes(5), bob);
    bob.joinsFromTheReminder();
    ann.joins("Weekly");
    ann.sees(bob);
    bob.sees(ann);
    cai.expectsNothing();
    assertThat(cai.told()).isEmpty();
    assertThat(bob.told()).anyMatch(message -> message.contains("Monthly was cancelled"));
  }
}
