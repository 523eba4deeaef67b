package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Meetings by way of the media server. */
class MeetingBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("janus");

  /** Ten seconds are promised; the rest is for busy machines. */
  private static final Duration BACK = Duration.ofSeconds(30);

  @Test
  void threeSeeAndHearEachOther() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");

    ann.sees(bob, cai).hears(bob, cai).seesSpeak(bob);
    bob.sees(ann, cai).hears(ann, cai).seesSpeak(cai);
    cai.sees(ann, bob).hears(ann, bob).seesSpeak(ann);
    for (Person person : List.of(ann, bob, cai)) {
      person.keepsSeeing(Duration.ofSeconds(5));
    }
  }

  @Test
  void musicIsHeardInTwoChannels(@TempDir Path directory) throws IOException {
    Person ann = VENUE.enterPlaying("Ann", toneOnTheLeft(directory)).startsMeeting("music");
    Person bob = ann.invites("Bob");

    ann.playsMusic();

    bob.hearsOnTheLeftOnly(ann);
  }

  private static Path toneOnTheLeft(Path directory) throws IOException {
    int rate = 48_000;
    byte[] samples = new byte[2 * rate * 4];
    ByteBuffer buffer = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 2 * rate; i++) {
      buffer
          .putShort((short) (12_000 * Math.sin(2 * Math.PI * 440 * i / rate)))
          .putShort((short) 0);
    }
    Path file = directory.resolve("left.wav");
    AudioFormat format = new AudioFormat(rate, 16, 2, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, 2L * rate),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  @Test
  void whatIsSwitchedOffIsGoneForTheOthers() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);

    bob.mutes();
    ann.seesMuted(bob);
    bob.switchesCamera();
    ann.sees();
    bob.switchesCamera();
    ann.sees(bob);
  }

  @Test
  void aSharedScreenIsSeenBesideTheCameras() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");

    bob.sharesScreen();
    ann.seesScreenOf(bob).sees(bob, cai);
    cai.seesScreenOf(bob).sees(ann, bob);

    bob.stopsSharing();
    ann.seesNoScreen().sees(bob, cai);
    cai.seesNoScreen();
  }

  @Test
  void whoIsRemovedAndWhoIsLeftAtTheEndAreTold() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");
    ann.sees(bob, cai);

    ann.removes(bob);
    bob.isToldOfTheRemoval();
    ann.sees(cai);
    assertThat(ann.told()).contains("Bob was removed.").doesNotContain("Bob has left.");
    cai.sees(ann);

    ann.endsTheMeeting().isToldOfTheEnd();
    cai.isToldOfTheEnd();
  }

  @Test
  void aMeetingGoesOnAfterTheMediaServerDied() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    Person cai = ann.invites("Cai");
    List<Person> all = List.of(ann, bob, cai);
    ann.sees(bob, cai);
    bob.sees(ann, cai);
    cai.sees(ann, bob);
    all.forEach(Person::remembersConnections);

    ProcessHandle killed = VENUE.server().child("janus").orElseThrow();
    killed.destroyForcibly();
    await("another Janus")
        .atMost(BACK)
        .until(() -> VENUE.server().child("janus").filter(now -> !now.equals(killed)).isPresent());
    long restarted = System.nanoTime();

    all.forEach(Person::hasConnectedAnew);
    ann.sees(bob, cai).hears(bob, cai);
    bob.sees(ann, cai).hears(ann, cai);
    cai.sees(ann, bob).hears(ann, bob);
    Duration took = Duration.ofNanos(System.nanoTime() - restarted);
    System.out.printf("All saw each other %d ms after Janus was started again.%n", took.toMillis());
    assertThat(took).isLessThan(BACK);
  }
}
