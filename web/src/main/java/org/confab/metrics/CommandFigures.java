package org.confab.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts the commands of the REST API and the actions of the cloud API. */
@ApplicationScoped
public class CommandFigures {
  private @Nullable CommandRegistry registry;

  /** Without MicroProfile Metrics on the server there is no such bean, and nothing is counted. */
  @Inject
  void countIn(Instance<CommandRegistry> registries) {
    registry = registries.isResolvable() ? registries.get() : null;
  }

  /**
   * A command was answered.
   *
   * @param command {@code service/command} as in the URL; few, and never made up by a caller
   * @param code as answered; {@code "0"} when it was done
   */
  public void answered(String command, String code, Duration took) {
    if (registry != null) {
      registry.answered(command, code, took);
    }
  }
}
