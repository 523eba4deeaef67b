package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Payara Micro, unpacked as it is shipped. */
final class MicroLaunch implements Launch {
  private final Path home = Path.of(Launch.required("confab.home"));
  private final Path cache = KeptClasses.of(home);
  private final int port = FreePorts.one();

  MicroLaunch() throws IOException {}

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> command() {
    return List.of(home.resolve("bin/confab-server").toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "CONFAB_HTTP_PORT",
        Integer.toString(port),
        "CONFAB_HEAP",
        "512m",
        "CONFAB_JAVA_OPTS",
        WITHOUT_OPTIMIZING_COMPILER,
        "CONFAB_CACHE",
        cache.toString(),
        "CONFAB_CLASS_CACHE",
        "read");
  }
}
