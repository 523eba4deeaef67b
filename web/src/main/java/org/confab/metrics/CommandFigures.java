package org.confab.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;

/** Counts the commands of the REST API and the actions of the cloud API. */
@ApplicationScoped
public class CommandFigures {
  /** Without MicroProfile Metrics on the server there is no such bean, and nothing is counted. */
  @Inject private Instance<CommandRegistry> registry;

  /**
   * A command was answered.
   *
   * @param command {@code service/command} as in the URL; few, and never made up by a caller
   * @param code as answered; {@code "0"} when it was done
   */
  public void answered(String command, String code, Duration took) {
    if (registry.isResolvable()) {
      registry.get().answered(command, code, took);
    }
  }
}
