package org.confab.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneJarTest {
  @TempDir private Path root;
  @TempDir private Path elsewhere;

  @BeforeEach
  void unpacked() throws IOException {
    jar("runtime/ra.rar", false, Map.of("META-INF/ra.xml", "ra"));
    jar(
        "runtime/a.jar",
        false,
        Map.of(
            "same.txt", "of a",
            "META-INF/services/Service", "one",
            "META-INF/A.SF", "signature",
            "META-INF/versions/17/A.class", "not looked at"));
    jar(
        "runtime/b.jar",
        true,
        Map.of(
            "same.txt", "of b",
            "b.txt", "b",
            "META-INF/services/Service", "two",
            "META-INF/versions/17/B.class", "looked at"));
    jar("runtime/tags.jar", false, Map.of("META-INF/c.tld", "tags", "t.txt", "t"));
    jar(elsewhere.resolve("c d.jar").toString(), false, Map.of("c.txt", "c"));
    Manifest launch = new Manifest();
    launch.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    launch.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Launcher");
    launch
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            "runtime/ra.rar runtime/a.jar runtime/tags.jar runtime/b.jar "
                + elsewhere.resolve("c d.jar").toUri());
    write(root.resolve("launch-micro.jar"), launch, Map.of("Launcher.class", "code"));
  }

  @Test
  void theClassPathIsTheOneJarAndWhatMustStayByItself() throws IOException {
    OneJar.main(root.toString());

    try (JarFile launch = new JarFile(root.resolve("launch-micro.jar").toFile())) {
      Attributes main = launch.getManifest().getMainAttributes();
      assertThat(main.getValue(Attributes.Name.CLASS_PATH))
          .isEqualTo("server.jar runtime/ra.rar runtime/tags.jar");
      assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("Launcher");
      assertThat(text(launch, "Launcher.class")).isEqualTo("code");
    }
    assertThat(root.resolve("runtime/tags.jar")).exists();
    assertThat(root.resolve("runtime/a.jar")).doesNotExist();
    assertThat(root.resolve("runtime/b.jar")).doesNotExist();
    assertThat(elsewhere.resolve("c d.jar")).exists();
  }

  @Test
  void ofOneNameTheFirstCountsAndServicesAreAllThere() throws IOException {
    OneJar.main(root.toString());

    try (JarFile server = new JarFile(root.resolve("server.jar").toFile())) {
      assertThat(text(server, "same.txt")).isEqualTo("of a");
      assertThat(text(server, "b.txt")).isEqualTo("b");
      assertThat(text(server, "c.txt")).isEqualTo("c");
      assertThat(text(server, "META-INF/services/Service").lines()).containsExactly("one", "two");
    }
  }

  @Test
  void whatSpeaksOfOneJarIsLeftOut() throws IOException {
    OneJar.main(root.toString());

    try (JarFile server = new JarFile(root.resolve("server.jar").toFile())) {
      assertThat(server.getEntry("META-INF/A.SF")).isNull();
      assertThat(server.isMultiRelease()).isTrue();
      assertThat(server.getEntry("META-INF/versions/17/A.class")).isNull();
      assertThat(server.getEntry("META-INF/versions/17/B.class")).isNotNull();
    }
  }

  private void jar(String name, boolean multiRelease, Map<String, String> entries)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Multi-Release"), String.valueOf(multiRelease));
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    write(file, manifest, entries);
  }

  private static void write(Path file, Manifest manifest, Map<String, String> entries)
      throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
        out.closeEntry();
      }
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
