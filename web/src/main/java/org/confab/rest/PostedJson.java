package org.confab.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Lets pass what is posted and not said to be anything but JSON in UTF-8. The URL says that it is
 * (spec 19640), and examples have no such header, so what programs say that were told nothing is
 * let pass too: forms, and plain text.
 *
 * <p>It comes before JAX-RS, which answers OPTIONS, and a type that is none, in its own way.
 */
@WebFilter(urlPatterns = "/v4/*", asyncSupported = true)
public class PostedJson extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> UNTOLD =
      Set.of("application/x-www-form-urlencoded", "text/plain");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      check(request.getMethod(), request.getContentType());
    } catch (Problem refused) {
      Envelope.fail(request, response, refused);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void check(String method, @Nullable String type) {
    if (!method.equals("POST")) {
      throw malformed("Commands are called with POST.");
    }
    if (type != null && !type.isEmpty()) {
      check(parse(type));
    }
  }

  private static MediaType parse(String type) {
    try {
      return MediaType.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw malformed("Content-Type is not well formed.");
    }
  }

  private static void check(MediaType type) {
    String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    if (!name.endsWith("/json") && !name.endsWith("+json") && !UNTOLD.contains(name)) {
      throw malformed("Content-Type must be application/json.");
    }
    String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    if (!charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
      throw malformed("The charset of Content-Type must be utf-8.");
    }
  }

  private static Problem malformed(String sentence) {
    return new Problem(Refusal.MALFORMED_REQUEST, sentence);
  }
}
