package org.confab.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/**
 * Answers commands whose URL leads nowhere, so that programs get the envelope and not the server's
 * page: whatever is sent to another version than v4 (spec 19604), and what is posted to an address
 * that there is not. Who gets such an address is a browser, and is told 404.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class NoSuchAddress extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern VERSION = Pattern.compile("/v\\d+(/.*)?");
  private static final Set<String> OF_PAGES = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (leadsNowhere(request) && isCommand(request)) {
      Problem problem =
          new Problem(Refusal.NO_SUCH_COMMAND, "There is no such command; check the URL.");
      Envelope.fail(request, response, problem);
      return;
    }
    chain.doFilter(request, response);
  }

  /** Only the files of the page are left to look for it. */
  private static boolean leadsNowhere(HttpServletRequest request) {
    return request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT;
  }

  private static boolean isCommand(HttpServletRequest request) {
    return !OF_PAGES.contains(request.getMethod())
        || VERSION.matcher(request.getServletPath()).matches();
  }
}
