package org.confab.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a command is called: {@code service/command} as in the documented URL. The path of a request
 * will not do: a slash or a parameter at its end, or an escaped letter, would make another name of
 * it.
 */
final class CommandName {
  /** Each is asked for twice in a request, and reading annotations takes its time. */
  private static final ConcurrentMap<Method, String> NAMES = new ConcurrentHashMap<>();

  private CommandName() {}

  static String of(ResourceInfo matched) {
    return NAMES.computeIfAbsent(matched.getResourceMethod(), CommandName::read);
  }

  private static String read(Method method) {
    return path(method.getDeclaringClass().getAnnotation(Path.class))
        + "/"
        + path(method.getAnnotation(Path.class));
  }

  private static String path(@Nullable Path path) {
    if (path == null) {
      throw new IllegalStateException("a command has a path, and so has its service");
    }
    return path.value();
  }
}
