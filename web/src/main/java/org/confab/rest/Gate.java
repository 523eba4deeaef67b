package org.confab.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import org.confab.address.ClientAddresses;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.UserKey;
import org.confab.usersig.UserSigs;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who calls with the query that spec 19600–19650 asks for, as the application's
 * administrator, and not too often.
 */
@ApplicationScoped
public class Gate implements ContainerRequestFilter {
  private static final String CALLER = "org.confab.caller";

  @Inject private ClientAddresses addresses;
  @Inject private UserSigs userSigs;
  @Inject private CommandRates rates;
  @Inject private HttpServletRequest http;
  @Context private ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
    long sdkAppId = sdkAppId(query.getFirst("sdkappid"));
    rates.take(Long.toString(sdkAppId), CommandName.of(matched));
    String identifier = required(query.getFirst("identifier"), "identifier");
    String userSig = required(query.getFirst("usersig"), "usersig");
    checkRandom(query.getFirst("random"));
    String contentType = query.getFirst("contenttype");
    if (contentType != null && !contentType.equalsIgnoreCase("json")) {
      throw new Problem(Refusal.MALFORMED_URL, "contenttype must be json.");
    }
    if (!userSigs.verify(new UserKey(sdkAppId, identifier), userSig).administrator()) {
      throw new Problem(
          Refusal.NEED_APP_ADMIN, "identifier must be the administrator of the application.");
    }
    request.setProperty(
        CALLER, new Caller(sdkAppId, identifier, true, Platform.RESTAPI, addresses.of(http)));
  }

  /** Who calls, once let in. */
  static Caller caller(HttpServletRequest request) {
    if (request.getAttribute(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the gate lets nobody in unnamed");
  }

  private static long sdkAppId(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      throw new Problem(Refusal.APPLICATION_MISSING, "sdkappid is missing in the URL.");
    }
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException e) {
      throw new Problem(Refusal.APPLICATION_MISSING, "sdkappid must be a number.");
    }
  }

  private static String required(@Nullable String given, String name) {
    if (given == null || given.isEmpty()) {
      throw new Problem(Refusal.SIGNATURE_MISSING, name + " is missing in the URL.");
    }
    return given;
  }

  private static void checkRandom(@Nullable String given) {
    if (given == null) {
      return;
    }
    try {
      long random = Long.parseLong(given);
      if (random >= 0 && random <= 0xffff_ffffL) {
        return;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Problem(Refusal.MALFORMED_URL, "random must be a whole number from 0 to 4294967295.");
  }
}
