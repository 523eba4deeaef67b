package org.confab.janus;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Janus is installed.
 *
 * @param modules the directory with {@code plugins}, {@code transports}, {@code events} and {@code
 *     loggers}
 */
record JanusInstallation(Path janus, Path setpriv, Path modules) {
  /** What is said where it is missing. */
  static final String HOW_TO_GET =
      "on Debian or Ubuntu: apt-get install janus janus-tools (setpriv is in util-linux)";

  static Optional<JanusInstallation> find() {
    Optional<Path> janus = executable("janus");
    Optional<Path> setpriv = executable("setpriv");
    Optional<Path> modules = installedModules();
    return janus.isPresent() && setpriv.isPresent() && modules.isPresent()
        ? Optional.of(new JanusInstallation(janus.get(), setpriv.get(), modules.get()))
        : Optional.empty();
  }

  private static Optional<Path> executable(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)).filter(s -> !s.isEmpty()),
            Stream.of("/usr/local/bin", "/usr/bin", "/opt/janus/bin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> installedModules() {
    List<Path> candidates =
        new ArrayList<>(
            List.of(
                Path.of("/opt/janus/lib/janus"),
                Path.of("/usr/local/lib/janus"),
                Path.of("/usr/lib/janus"),
                Path.of("/usr/lib64/janus")));
    try (DirectoryStream<Path> architectures =
        Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-*")) {
      architectures.forEach(directory -> candidates.add(directory.resolve("janus")));
    } catch (IOException e) {
      // Not a Debian: the others remain.
    }
    return candidates.stream()
        .filter(d -> Files.exists(d.resolve("plugins/libjanus_videoroom.so")))
        .findFirst();
  }
}
