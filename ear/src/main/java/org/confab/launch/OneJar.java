package org.confab.launch;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;

/**
 * Puts the some 300 jars of the unpacked server into one. A class or resource that is looked for
 * and not there is looked for in each jar of the class path, thousands of times during a start:
 * that took half of its time.
 *
 * <p>Of several entries with one name the first counts, as it does on a class path, and lists of
 * services are put together. Jars with tag libraries stay by themselves, for the server looks
 * through all entries of theirs.
 */
public final class OneJar {
  private static final String LAUNCHER = "launch-micro.jar";
  private static final String MERGED = "server.jar";
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final Attributes.Name MULTI_RELEASE = new Attributes.Name("Multi-Release");

  private final Path root;
  private final Map<String, JarFile> firsts = new LinkedHashMap<>();
  private final Map<String, ByteArrayOutputStream> lists = new LinkedHashMap<>();

  private OneJar(Path root) {
    this.root = root;
  }

  /**
   * Makes the class path of an unpacked server one jar.
   *
   * @param arguments the directory that {@code payara-micro.jar --outputlauncher} has made
   */
  public static void main(String... arguments) throws IOException {
    new OneJar(Path.of(arguments[0]).toAbsolutePath()).merge();
  }

  private void merge() throws IOException {
    Path launcher = root.resolve(LAUNCHER);
    List<String> classPath = new ArrayList<>(List.of(MERGED));
    List<Path> merged = new ArrayList<>();
    List<JarFile> open = new ArrayList<>();
    try (JarFile launch = new JarFile(launcher.toFile())) {
      Manifest manifest = launch.getManifest();
      for (String entry :
          manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
        Path file = Path.of(root.toUri().resolve(entry));
        JarFile jar = entry.endsWith(".jar") ? new JarFile(file.toFile()) : null;
        if (jar == null || hasTags(jar)) {
          classPath.add(entry);
        } else {
          open.add(jar);
          collect(jar);
          merged.add(file);
        }
      }
      write(root.resolve(MERGED));
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
      copy(launch, manifest, root.resolve(LAUNCHER + ".new"));
    } finally {
      for (JarFile jar : open) {
        jar.close();
      }
    }
    Files.move(root.resolve(LAUNCHER + ".new"), launcher, StandardCopyOption.REPLACE_EXISTING);
    for (Path file : merged) {
      if (file.startsWith(root)) {
        Files.delete(file);
      }
    }
  }

  private static boolean hasTags(JarFile jar) {
    return jar.stream().anyMatch(entry -> entry.getName().endsWith(".tld"));
  }

  private void collect(JarFile jar) throws IOException {
    boolean versioned = jar.isMultiRelease();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      String name = entry.getName();
      if (isOfItsJar(name)) {
        continue;
      }
      if (isList(name)) {
        ByteArrayOutputStream list = lists.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(list);
        }
        list.write('\n');
      } else if (versioned || !name.startsWith("META-INF/versions/")) {
        firsts.putIfAbsent(name, jar);
      }
    }
  }

  /** Manifests, signatures and module descriptors speak of the jar they are in. */
  private static boolean isOfItsJar(String name) {
    if (name.endsWith("module-info.class")) {
      return true;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(JarFile.MANIFEST_NAME)
        || upper.equals("META-INF/INDEX.LIST")
        || upper.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
  }

  private static boolean isList(String name) {
    return name.startsWith("META-INF/services/") || name.startsWith("META-INF/hk2-locator/");
  }

  private void write(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(MULTI_RELEASE, "true");
    try (JarOutputStream out = new JarOutputStream(buffered(file), manifest)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, JarFile> first : firsts.entrySet()) {
        JarFile jar = first.getValue();
        put(out, first.getKey(), jar.getInputStream(jar.getEntry(first.getKey())));
      }
      for (Map.Entry<String, ByteArrayOutputStream> list : lists.entrySet()) {
        put(out, list.getKey(), new ByteArrayInputStream(list.getValue().toByteArray()));
      }
    }
  }

  private static void copy(JarFile from, Manifest manifest, Path to) throws IOException {
    try (JarOutputStream out = new JarOutputStream(buffered(to), manifest)) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          put(out, entry.getName(), from.getInputStream(entry));
        }
      }
    }
  }

  private static OutputStream buffered(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
  }

  private static void put(JarOutputStream out, String name, InputStream content)
      throws IOException {
    try (content) {
      out.putNextEntry(new JarEntry(name));
      content.transferTo(out);
      out.closeEntry();
    }
  }
}
