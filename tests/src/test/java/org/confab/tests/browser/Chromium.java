package org.confab.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The system's Chromium without a window. Its camera, microphone and screen are made up by itself,
 * and pages get them without asking.
 */
final class Chromium implements AutoCloseable {
  private static final Path USUAL = Path.of("/usr/bin/chromium");

  /** Old Playwright asks for a mode that Chromium has no more; the plain flag means the new one. */
  private static final String REMOVED_MODE = "--headless=old";

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--auto-select-desktop-capture-source=Entire screen");

  private static final String NETWORK = "network.mojom.NetworkService";
  private static final String PAGES = "--type=renderer";

  private final Playwright playwright;
  private final Browser browser;
  private final Set<ProcessHandle> others;
  private final List<ProcessHandle> stopped = new ArrayList<>();

  /**
   * @param others processes of ours that are not its own
   */
  private Chromium(Playwright playwright, Browser browser, Set<ProcessHandle> others) {
    this.playwright = playwright;
    this.browser = browser;
    this.others = others;
  }

  /**
   * A running one.
   *
   * @param more further flags
   */
  static Chromium start(String... more) {
    Path executable = executable();
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(more));
    Set<ProcessHandle> others = descendants();
    Playwright playwright = Playwright.create();
    try {
      return new Chromium(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable)
                      .setIgnoreDefaultArgs(List.of(REMOVED_MODE))
                      .setArgs(flags)),
          others);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** As if on a machine of its own: nothing is shared with other contexts. */
  BrowserContext context() {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(1366, 768)
            .setLocale("en-US")
            .setPermissions(List.of("camera", "microphone")));
  }

  /**
   * From now on nothing goes out or comes in, for pages and for their media, and nobody is told: as
   * when a network far away is gone.
   */
  void losesNetwork() {
    stop(NETWORK);
  }

  /** Everything stands still: as when the laptop is closed. */
  void sleeps() {
    stop(PAGES);
    stop(NETWORK);
  }

  /** Goes on after either. */
  void goesOn() {
    stopped.forEach(process -> signal("CONT", process));
    stopped.clear();
  }

  private void stop(String kind) {
    List<ProcessHandle> processes =
        descendants().stream()
            .filter(process -> !others.contains(process) && commandOf(process).contains(kind))
            .toList();
    if (processes.isEmpty()) {
      throw new AssertionError("Chromium has no process with " + kind + " in its command line.");
    }
    processes.forEach(process -> signal("STOP", process));
    stopped.addAll(processes);
  }

  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  /** Of one that has ended meanwhile nothing. */
  private static String commandOf(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    goesOn();
    playwright.close();
  }

  private static Path executable() {
    @Nullable String named = System.getenv("CONFAB_CHROMIUM");
    Path path = named == null ? USUAL : Path.of(named);
    if (!Files.isExecutable(path)) {
      throw new AssertionError(
          "There is no Chromium at "
              + path
              + ": install the package chromium, or name a Chromium or Chrome in CONFAB_CHROMIUM.");
    }
    return path;
  }
}
