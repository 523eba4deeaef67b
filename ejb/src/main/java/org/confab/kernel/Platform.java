package org.confab.kernel;

/** Where a call came from; the {@code OptPlatform} of callbacks (wire names as written here). */
public enum Platform {
  RESTAPI,
  Web,
  Android,
  iOS,
  Windows,
  Mac,
  iPad,
  Unknown
}
