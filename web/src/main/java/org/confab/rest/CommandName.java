package org.confab.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What a command is called: {@code service/command} as in the documented URL. The path of a request
 * will not do: a slash or a parameter at its end, or an escaped letter, would make another name of
 * it.
 */
final class CommandName {
  private CommandName() {}

  /** Null for what is no command: JAX-RS answers OPTIONS by a method of its own. */
  static @Nullable String of(ResourceInfo matched) {
    Method method = matched.getResourceMethod();
    Path service = method.getDeclaringClass().getAnnotation(Path.class);
    Path command = method.getAnnotation(Path.class);
    return service == null || command == null ? null : service.value() + "/" + command.value();
  }
}
