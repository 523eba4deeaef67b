package org.confab.tests.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two live rooms, each with a host and somebody who looks on, connected by the media server. */
@SuppressWarnings("NullAway.Init") // people come before each test
class OtherRoomBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  private Person ann;
  private Person north;
  private Person bob;
  private Person south;

  @BeforeEach
  void theRoomsAreConnected() {
    ann = VENUE.hostLive("Ann");
    north = VENUE.enter("North").looksAtLiveRoom(ann.room());
    bob = VENUE.hostLive("Bob");
    south = VENUE.enter("South").looksAtLiveRoom(bob.room());
    north.sees(ann).hears(ann);
    south.sees(bob).hears(bob);
    bob.agreesToBeConnected();
    ann.connectsRoomWith(bob);
  }

  private void allSeeAndHearBothHosts() {
    north.sees(ann, bob).hears(ann, bob);
    south.sees(bob, ann).hears(bob, ann);
    ann.sees(bob).hears(bob);
    bob.sees(ann).hears(ann);
  }

  @Test
  void eachHostIsSeenAndHeardInBothRoomsUntilTheyPart() {
    allSeeAndHearBothHosts();

    Person late = VENUE.enter("Late").looksAtLiveRoom(ann.room());
    late.sees(ann, bob).hears(ann, bob);

    bob.disconnectsRoom();
    late.sees(ann).hearsNothingOf(bob).hears(ann);
    north.sees(ann).hearsNothingOf(bob).hears(ann);
    south.sees(bob).hearsNothingOf(ann).hears(bob);
    ann.sees().hearsNothingOf(bob);
  }

  @Test
  void whatAHostSwitchesOnAndOffIsSoInTheOtherRoomToo() {
    allSeeAndHearBothHosts();

    bob.drivesEngine("startScreenSharing");
    north.seesScreenOf(bob).sees(ann, bob);
    south.seesScreenOf(bob);
    bob.drivesEngine("stopScreenSharing");
    north.seesNoScreen();

    bob.drivesEngine("closeLocalCamera");
    north.sees(ann).hears(bob);
    bob.drivesEngine("openLocalCamera");
    north.sees(ann, bob);
  }

  @Test
  void whoDoesNotHangUpGetsNothingOfThePartedRoom() {
    ann.sees(bob).hears(bob).keepsConnectionsOpen();

    bob.disconnectsRoom();

    await("nothing comes to Ann").until(() -> ann.received("video") + ann.received("audio") == 0);
  }

  @Test
  void itEndsWithTheOtherHostsLeaving() {
    allSeeAndHearBothHosts();

    bob.drivesEngine("destroyRoom");

    north.sees(ann).hearsNothingOf(bob).hears(ann);
  }

  @Test
  void itGoesOnAfterTheMediaServerDied() {
    allSeeAndHearBothHosts();
    List<Person> all = List.of(ann, bob, north, south);
    all.forEach(Person::remembersConnections);

    ProcessHandle killed = VENUE.server().child("janus").orElseThrow();
    killed.destroyForcibly();
    await("another Janus")
        .atMost(Duration.ofSeconds(30))
        .until(() -> VENUE.server().child("janus").filter(now -> !now.equals(killed)).isPresent());

    all.forEach(Person::hasConnectedAnew);
    allSeeAndHearBothHosts();
  }
}
