package org.confab.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import org.confab.kernel.Limits;

/**
 * What an application wants to be told, and where.
 *
 * @param commands as they were spelled when set, each once
 */
public record Subscription(String url, List<String> commands) {
  /** The specification gives no bound; this is what browsers and proxies agree on. */
  static final int URL_BYTES = 2048;

  public Subscription {
    commands = List.copyOf(new LinkedHashSet<>(commands));
    checkUrl(url);
    checkCommands(commands);
  }

  public boolean wants(CallbackCommand command) {
    return commands.stream()
        .anyMatch(name -> CallbackCommand.spelled(name).filter(command::equals).isPresent());
  }

  private static void checkUrl(String url) {
    Limits.text("Url", url, "", URL_BYTES);
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw Limits.invalid("Url is not a URL: " + e.getReason() + " at " + e.getIndex() + ".");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw Limits.invalid("Url must begin with http:// or https://.");
    }
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      throw Limits.invalid(
          "Url names no host: its name is of letters, digits and hyphens; one in another script is"
              + " written in its ASCII form (xn--…), and a port is at most 65535.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw Limits.invalid("Url must not hold credentials or a fragment: they would not be sent.");
    }
  }

  private static void checkCommands(List<String> commands) {
    if (commands.isEmpty()) {
      throw Limits.invalid("CallbackCommandList is empty.");
    }
    for (String command : commands) {
      if (CallbackCommand.spelled(command).isEmpty()) {
        throw Limits.invalid("CallbackCommandList holds an unknown command.");
      }
    }
  }
}
