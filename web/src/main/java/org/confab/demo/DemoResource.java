package org.confab.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import org.confab.address.ClientAddresses;
import org.confab.app.Accounts;
import org.confab.app.Applications;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.RateLimit;
import org.confab.kernel.UserKey;
import org.confab.usersig.UserSigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives whoever names itself an account of the first application, and a UserSig; to whom it gave
 * one before another UserSig.
 */
@Path("login")
@ApplicationScoped
public class DemoResource {
  private static final int MOST_BYTES = 4096;
  private static final int PER_SECOND = 2;
  private static final int AT_ONCE = 50;

  private final Cache<String, RateLimit> limits =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(5)).build();

  @Inject private ClientAddresses addresses;
  @EJB private Applications applications;
  @EJB private Accounts accounts;
  @Inject private UserSigs userSigs;
  @Inject private HttpServletRequest http;

  @Inject
  @ConfigProperty(name = "CONFAB_DEMO", defaultValue = "false")
  private boolean enabled;

  /** How long a UserSig is valid. */
  @Inject
  @ConfigProperty(name = "CONFAB_DEMO_USERSIG_SECONDS", defaultValue = "86400")
  private int validSeconds;

  /**
   * Takes {@code {userName}}, or {@code {userName, userId, userSig}} of one whose UserSig expires
   * or did less than a day ago; gives {@code {sdkAppId, userId, userSig, userName}}.
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response login(InputStream stream) throws IOException {
    if (!enabled) {
      return Response.status(Response.Status.NOT_FOUND).build();
    }
    RateLimit limit = limits.get(addresses.of(http), address -> new RateLimit(PER_SECOND, AT_ONCE));
    if (!limit.allows()) {
      return Response.status(Response.Status.TOO_MANY_REQUESTS).build();
    }
    try {
      return Response.ok(Json.write(signIn(Fields.of(Json.read(stream.readNBytes(MOST_BYTES))))))
          .build();
    } catch (Problem invalid) {
      return Response.status(Response.Status.BAD_REQUEST).build();
    }
  }

  private ObjectNode signIn(Fields fields) {
    long sdkAppId = applications.first().orElseThrow().sdkAppId();
    String name = fields.text("userName").strip();
    if (name.isEmpty()) {
      throw Limits.invalid("userName is empty.");
    }
    String known = fields.textOrNull("userId");
    UserKey user = new UserKey(sdkAppId, known == null ? newUserId() : known);
    Duration valid = Duration.ofSeconds(validSeconds);
    String userSig;
    if (known == null) {
      accounts.describe(user, name, null, null);
      userSig = userSigs.issue(user, valid);
    } else {
      userSig = userSigs.renew(user, fields.text("userSig"), valid);
    }
    return Json.object()
        .put("sdkAppId", sdkAppId)
        .put("userId", user.userId())
        .put("userSig", userSig)
        .put("userName", name);
  }

  private static String newUserId() {
    return "guest-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
