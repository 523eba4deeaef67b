package org.confab.signal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client speak as soon as it is connected. Tyrus 2.1 starts to listen before its connection
 * is made: a frame that is there by then is handed over on the same thread, which waits for ever
 * for itself, and with as many such clients as there are threads the server hears nobody. So what
 * it listens with is given to the container only after it is done.
 */
@WebFilter(urlPatterns = "/ws", asyncSupported = true)
public class EarlyFrames implements Filter {
  private static final System.Logger LOG = System.getLogger(EarlyFrames.class.getName());

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request instanceof HttpServletRequest http ? new Upgradable(http) : request, response);
  }

  /** The container's upgrade, with a handler of ours around the one that is asked for. */
  private static final class Upgradable extends HttpServletRequestWrapper {
    Upgradable(HttpServletRequest request) {
      super(request);
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
      super.upgrade(Patient.class).around(handler);
      return handler;
    }
  }

  /** Starts to listen when the handler in it is ready to hear. */
  public static class Patient implements HttpUpgradeHandler {
    private @Nullable HttpUpgradeHandler handler;

    void around(HttpUpgradeHandler inner) {
      handler = inner;
    }

    @Override
    public void init(WebConnection connection) {
      HttpUpgradeHandler inner = handler;
      if (inner == null) {
        throw new IllegalStateException("upgraded by nobody");
      }
      try {
        Input input = new Input(connection.getInputStream());
        inner.init(new Listening(connection, input));
        listen(input);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The client may be gone already, or was sent away while its connection was made. */
    private static void listen(Input input) {
      try {
        input.listen();
      } catch (IllegalStateException closed) {
        LOG.log(Level.DEBUG, "A connection ended before it was listened to", closed);
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

  private record Listening(WebConnection connection, Input input) implements WebConnection {
    @Override
    public ServletInputStream getInputStream() {
      return input;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return connection.getOutputStream();
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** Reads frames without looking through archives for each. */
  private record Reader(ReadListener listener) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      try (ContextLoader unused = ContextLoader.withoutArchives()) {
        listener.onDataAvailable();
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      listener.onAllDataRead();
    }

    @Override
    public void onError(Throwable problem) {
      listener.onError(problem);
    }
  }

  /** Keeps the listener until it may hear. */
  private static final class Input extends ServletInputStream {
    private final ServletInputStream stream;
    private @Nullable ReadListener listener;
    private boolean listening;

    Input(ServletInputStream stream) {
      this.stream = stream;
    }

    void listen() {
      listening = true;
      if (listener != null) {
        stream.setReadListener(listener);
      }
    }

    @Override
    public void setReadListener(ReadListener newListener) {
      listener = new Reader(newListener);
      if (listening) {
        stream.setReadListener(listener);
      }
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public int read() throws IOException {
      return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return stream.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }
}
