package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.confab.tests.kit.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class StartJourneyIT {

  @Test
  @DisabledIfSystemProperty(
      named = "confab.server",
      matches = "wildfly|payara",
      disabledReason = "these directories are those of Payara Micro")
  void aKilledServerStartsAgainOnTheSameData() {
    try (ServerUnderTest server = ServerUnderTest.start()) {
      server.kill();

      server.restart();

      assertThat(server.data().resolve("journal")).isDirectory();
      assertThat(server.data().resolve("tmp")).isDirectoryNotContaining(path -> isLeftOver(path));
      server.stop();
    }
  }

  /** Scratch directories are named for the process that uses them. */
  private static boolean isLeftOver(java.nio.file.Path scratch) {
    return ProcessHandle.of(Long.parseLong(scratch.getFileName().toString())).isEmpty();
  }
}
