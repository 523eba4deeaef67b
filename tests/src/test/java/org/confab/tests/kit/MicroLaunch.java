package org.confab.tests.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Payara Micro, unpacked as it is shipped. */
final class MicroLaunch implements Launch {
  private final int port = FreePorts.one();

  MicroLaunch() throws IOException {}

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> command() {
    return List.of(Path.of(Launch.required("confab.home"), "bin", "confab-server").toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "CONFAB_HTTP_PORT", Integer.toString(port),
        "CONFAB_HEAP", "512m",
        // each test has a data directory of its own, so there is no next start
        "CONFAB_CLASS_CACHE", "false");
  }
}
