package org.confab.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One that is forgotten would be missed on its first use only. */
class PersistenceUnitTest {
  private static final Pattern LISTED = Pattern.compile("<class>(.*?)</class>");

  @Test
  void everyEntityIsListed() throws Exception {
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(annotated());
  }

  private static List<String> listed() throws IOException {
    try (InputStream xml = Schema.class.getResourceAsStream("/META-INF/persistence.xml")) {
      assertThat(xml).isNotNull();
      String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
      return LISTED.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
    }
  }

  private static List<String> annotated() throws IOException, URISyntaxException {
    Path root = Path.of(Schema.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(PersistenceUnitTest::isPersistent)
          .toList();
    }
  }

  private static boolean isPersistent(String name) {
    try {
      Class<?> type = Class.forName(name, false, PersistenceUnitTest.class.getClassLoader());
      return type.isAnnotationPresent(Entity.class)
          || type.isAnnotationPresent(Embeddable.class)
          || type.isAnnotationPresent(Converter.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
