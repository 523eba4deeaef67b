package org.confab.appfile;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.confab.app.AppKeys;
import org.confab.app.Applications;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.store.DataDirectory;

/**
 * Sees to it that there is an application, and that its keys stand in {@code <data>/app.json}, for
 * the owner of the file only. Where the file is there but the database is new, the application is
 * made with the file's keys, so that what was given out stays valid.
 */
@Startup
@Singleton
@DependsOn("Schema")
public class AppFile {
  private static final System.Logger LOG = System.getLogger(AppFile.class.getName());

  @EJB private Applications applications;

  @PostConstruct
  void ensure() {
    Path file = file();
    try {
      AppKeys keys = applications.first().orElse(null);
      if (keys == null) {
        keys = Files.exists(file) ? read(file) : Applications.freshKeys();
        applications.keep(keys);
      }
      if (!Files.exists(file)) {
        write(file, keys);
        LOG.log(
            Level.INFO,
            "Application {0}; its keys are in {1}",
            String.valueOf(keys.sdkAppId()),
            file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or write " + file, e);
    }
  }

  /** Whether the file is there; answers once this bean has started. */
  public boolean isThere() {
    return Files.exists(file());
  }

  private static Path file() {
    return DataDirectory.path().resolve("app.json");
  }

  private static AppKeys read(Path file) throws IOException {
    Fields fields = Fields.of(Json.read(Files.readAllBytes(file)));
    return new AppKeys(
        fields.longNumber("sdkAppId"),
        fields.text("secretKey"),
        fields.text("admin"),
        fields.text("secretId"),
        fields.text("apiSecretKey"));
  }

  private static void write(Path file, AppKeys keys) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "app",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        Json.write(
                Json.object()
                    .put("sdkAppId", keys.sdkAppId())
                    .put("secretKey", keys.secretKey())
                    .put("admin", keys.admin())
                    .put("secretId", keys.secretId())
                    .put("apiSecretKey", keys.apiSecretKey()))
            + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
