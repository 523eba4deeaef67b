package org.confab.bench.bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** {@code /bare}. */
@ApplicationPath("/bare")
public class BareApplication extends Application {}
