package org.confab.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/**
 * Refuses bodies that are said not to be JSON in UTF-8. The URL says that they are (spec 19640),
 * and examples have no such header, so what programs say that were told nothing is let pass: forms,
 * and plain text.
 *
 * <p>It comes before matching, where the container would answer what is no type at all with a page.
 */
@PreMatching
@ApplicationScoped
public class BodyType implements ContainerRequestFilter {
  private static final Set<String> UNTOLD =
      Set.of("application/x-www-form-urlencoded", "text/plain");

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (header != null && !header.isEmpty()) {
      check(parse(header));
    }
  }

  private static MediaType parse(String header) {
    try {
      return MediaType.valueOf(header);
    } catch (RuntimeException malformed) {
      throw new Problem(Refusal.MALFORMED_REQUEST, "Content-Type is not well formed.");
    }
  }

  private static void check(MediaType type) {
    String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    if (!name.endsWith("/json") && !name.endsWith("+json") && !UNTOLD.contains(name)) {
      throw new Problem(Refusal.MALFORMED_REQUEST, "Content-Type must be application/json.");
    }
    String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    if (!charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
      throw new Problem(Refusal.MALFORMED_REQUEST, "The charset of Content-Type must be utf-8.");
    }
  }
}
