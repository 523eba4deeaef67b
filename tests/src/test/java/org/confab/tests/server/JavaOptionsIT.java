package org.confab.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The start script opens of the JDK what the server's own launcher would. */
class JavaOptionsIT {
  private static final Path LIB = Path.of(System.getProperty("confab.home"), "lib");

  @Test
  void theyAreThoseOfThePayaraMicroThatIsShipped() throws IOException {
    try (JarFile jar = new JarFile(LIB.resolve("payara-micro.jar").toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      List<String> wanted =
          Stream.of("Add-Exports", "Add-Opens").flatMap(name -> options(manifest, name)).toList();
      assertThat(wanted).hasSizeGreaterThan(10);
      assertThat(Files.readAllLines(LIB.resolve("java.options")))
          .filteredOn(line -> !line.startsWith("#"))
          .containsExactlyElementsOf(wanted);
    }
  }

  private static Stream<String> options(Attributes manifest, String name) {
    return Stream.of(manifest.getValue(name).split(" ", -1))
        .map(module -> "--" + name.toLowerCase(Locale.ROOT) + "=" + module + "=ALL-UNNAMED");
  }
}
