package org.confab.address;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whose request it is: the one at the other end of the connection, or, when that is a reverse
 * proxy of ours, the one it names in {@code X-Forwarded-For}. Anybody can send that header, so what
 * stands left of the first stranger's address is not believed.
 */
@ApplicationScoped
public class ClientAddresses {
  /** No value at all would mean the default. */
  private static final String NONE = "none";

  private Proxies proxies = Proxies.parse("");

  @Inject
  void trust(
      @ConfigProperty(name = "CONFAB_TRUSTED_PROXIES", defaultValue = "127.0.0.1,::1")
          String trusted) {
    try {
      proxies = Proxies.parse(trusted.equals(NONE) ? "" : trusted);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("CONFAB_TRUSTED_PROXIES: " + e.getMessage(), e);
    }
  }

  /** Makes a wrong setting known when the server starts. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {}

  /** The client's IP address. */
  public String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
  }

  String of(String peer, List<String> forwarded) {
    String nearest = peer;
    for (String named : fromTheRight(forwarded)) {
      if (!proxies.contain(nearest) || !Proxies.isAddress(named)) {
        break;
      }
      nearest = named;
    }
    return nearest;
  }

  private static List<String> fromTheRight(List<String> headers) {
    List<String> named = new ArrayList<>();
    headers.forEach(
        header -> List.of(header.split(",", -1)).forEach(one -> named.add(one.strip())));
    Collections.reverse(named);
    return named;
  }
}
