package org.confab.store;

import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The directory that holds all that must survive a restart ({@code CONFAB_DATA}, by default {@code
 * ./data}).
 */
public final class DataDirectory {
  private DataDirectory() {}

  public static Path path() {
    return Path.of(
            ConfigProvider.getConfig().getOptionalValue("CONFAB_DATA", String.class).orElse("data"))
        .toAbsolutePath()
        .normalize();
  }
}
