package org.confab.tests.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.confab.tests.kit.Directories;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed for a test: the archive that is shipped, with the test in it. */
final class Container {
  static {
    // Arquillian asks the server to end, and does not look whether it does.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
  }

  private Container() {}

  /** The archive for a server that will start with nothing in its database. */
  static WebArchive with(Class<?>... classes) {
    try {
      Path home = Path.of(System.getProperty("confab.home"));
      empty(Path.of(System.getProperty("confab.container")), home);
      return ShrinkWrap.createFromZipFile(WebArchive.class, home.resolve("lib/confab.war").toFile())
          .addClasses(classes)
          .addAsLibrary(jarOf(Assertions.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the directory that arquillian.xml tells the server of. */
  private static void empty(Path directory, Path home) throws IOException {
    if (Files.exists(directory)) {
      Directories.delete(directory);
    }
    Files.createDirectories(directory.resolve("tmp"));
    Files.writeString(
        directory.resolve("postboot.asadmin"),
        "deploy " + home.resolve("lib/artemis-ra.rar") + "\n");
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
