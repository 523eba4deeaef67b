package org.confab.signal;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.confab.address.ClientAddresses;

/**
 * Notes where a WebSocket comes from: the handshake runs inside this filter, on the same thread,
 * and does not tell it otherwise.
 */
@WebFilter(urlPatterns = "/ws", asyncSupported = true)
public class RemoteAddress extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "");

  @Inject private transient ClientAddresses addresses;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CURRENT.set(addresses.of(request));
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
