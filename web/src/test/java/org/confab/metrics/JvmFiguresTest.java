package org.confab.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class JvmFiguresTest {

  @Test
  void theJvmForgetsAnApplicationThatIsGone() throws Exception {
    WeakReference<ClassLoader> application = applicationThatRegisteredAndIsGone();

    Awaitility.await("its classes are forgotten")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return application.get() == null;
            });
  }

  private static WeakReference<ClassLoader> applicationThatRegisteredAndIsGone() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> registry = loader.loadClass(PrometheusRegistry.class.getName());
      Method register =
          loader.loadClass(JvmFigures.class.getName()).getDeclaredMethod("register", registry);
      register.setAccessible(true);
      register.invoke(null, registry.getConstructor().newInstance());
      return new WeakReference<>(loader);
    }
  }
}
