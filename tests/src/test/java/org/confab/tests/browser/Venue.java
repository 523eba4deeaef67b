package org.confab.tests.browser;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.confab.tests.kit.ServerUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where the meetings of a test class take place: a server and a browser for all its tests. After
 * each test everybody goes; when it failed, what they saw is in {@code target/screenshots}, with
 * the server's log.
 */
final class Venue implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Map<String, String> settings;
  private final List<Person> people = new ArrayList<>();
  private final List<Chromium> machines = new ArrayList<>();
  private @Nullable ServerUnderTest server;
  private @Nullable Chromium chromium;
  private int meetings;

  private Venue(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * A venue whose server carries media as said.
   *
   * @param media {@code janus} or {@code mesh}
   */
  static Venue withMedia(String media) {
    return with(Map.of("CONFAB_MEDIA", media));
  }

  /** A venue whose server has these settings. */
  static Venue with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("CONFAB_DEMO", "true");
    return new Venue(Map.copyOf(all));
  }

  /** Starts a new meeting, with camera and microphone on. */
  Person host(String name) {
    return enter(name).startsMeeting("test-" + ++meetings);
  }

  /** Opens a new live room, with camera and microphone on. */
  Person hostLive(String name) {
    return enter(name).hostsLiveRoom("live-" + ++meetings);
  }

  Person enter(String name) {
    return enter(name, Objects.requireNonNull(chromium));
  }

  /**
   * Somebody whose network can go, and whose machine can sleep, without those of the others.
   *
   * @param flags more of them for Chromium
   */
  Person enterFromElsewhere(String name, String... flags) {
    Chromium machine = Chromium.start(flags);
    machines.add(machine);
    return enter(name, machine).at(machine);
  }

  /**
   * Somebody whose microphone hears a recording.
   *
   * @param sound a file in WAV, played again and again
   */
  Person enterPlaying(String name, Path sound) {
    return enterFromElsewhere(name, "--use-file-for-fake-audio-capture=" + sound);
  }

  private Person enter(String name, Chromium machine) {
    Person person = new Person(this, name, machine.context());
    people.add(person);
    return person;
  }

  ServerUnderTest server() {
    return Objects.requireNonNull(server);
  }

  URI uri() {
    return server().uri();
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    chromium = Chromium.start();
    server = ServerUnderTest.start(settings);
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    machines.forEach(Chromium::goesOn);
    if (test.getExecutionException().isPresent()) {
      keepEvidence(test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName());
    }
    for (Person person : people) {
      person.close();
    }
    people.clear();
    machines.forEach(Chromium::close);
    machines.clear();
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isPresent() && server != null) {
      keepEvidence(test.getDisplayName());
    }
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void keepEvidence(String test) throws IOException {
    String name = test.replaceAll("[^A-Za-z0-9.]", "");
    Files.createDirectories(SCREENSHOTS);
    Files.copy(
        server().log(),
        SCREENSHOTS.resolve(name + ".server.log"),
        StandardCopyOption.REPLACE_EXISTING);
    for (Person person : people) {
      try {
        person.screenshot(SCREENSHOTS.resolve(name + "." + person + ".png"));
      } catch (PlaywrightException crashed) {
        System.err.println("No picture of what " + person + " saw: " + crashed.getMessage());
      }
    }
  }
}
