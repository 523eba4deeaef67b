package org.confab.signal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;

/**
 * Notes where a WebSocket comes from: the handshake runs inside this filter, on the same thread,
 * and does not tell it otherwise.
 */
@WebFilter(urlPatterns = "/ws", asyncSupported = true)
public class RemoteAddress implements Filter {
  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CURRENT.set(request.getRemoteAddr());
    try {
      chain.doFilter(request, response);
    } finally {
      CURRENT.remove();
    }
  }

  static String current() {
    return CURRENT.get();
  }
}
