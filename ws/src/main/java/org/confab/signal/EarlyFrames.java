package org.confab.signal;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client speak as soon as it is connected. Tyrus 2.1 starts to listen before its connection
 * is made: a frame that is there by then is handed over on the same thread, which waits for ever
 * for itself, and with as many such clients as there are threads the server hears nobody. So what
 * it listens with is given to the container only after it is done.
 */
@WebFilter(urlPatterns = "/ws", asyncSupported = true)
public class EarlyFrames implements Filter {
  @Inject private Workers workers;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request instanceof HttpServletRequest http ? new Upgradable(http, workers) : request,
        response);
  }

  /** The container's upgrade, with a handler of ours around the one that is asked for. */
  private static final class Upgradable extends HttpServletRequestWrapper {
    private final Workers workers;

    Upgradable(HttpServletRequest request, Workers workers) {
      super(request);
      this.workers = workers;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type)
        throws IOException, ServletException {
      T handler;
      try {
        handler = type.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new ServletException(e);
      }
      super.upgrade(Patient.class).around(handler, workers);
      return handler;
    }
  }

  /** Starts to listen when the handler in it is ready to hear. */
  public static class Patient implements HttpUpgradeHandler {
    private @Nullable HttpUpgradeHandler handler;
    private @Nullable Workers workers;

    void around(HttpUpgradeHandler inner, Workers executors) {
      handler = inner;
      workers = executors;
    }

    @Override
    public void init(WebConnection connection) {
      HttpUpgradeHandler inner = Objects.requireNonNull(handler, "upgraded by somebody");
      Workers executors = Objects.requireNonNull(workers, "upgraded by somebody");
      try {
        LingeringConnection lingering = new LingeringConnection(connection, executors);
        inner.init(lingering);
        lingering.listen();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void destroy() {
      HttpUpgradeHandler inner = handler;
      if (inner != null) {
        inner.destroy();
      }
    }
  }
}
