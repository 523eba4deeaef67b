package org.confab.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
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
                      .setArgs(flags)));
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

  @Override
  public void close() {
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
