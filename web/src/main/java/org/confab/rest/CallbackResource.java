package org.confab.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.confab.callback.CallbackSettings;
import org.confab.callback.Subscription;
import org.confab.json.Fields;
import org.confab.json.Json;

/** The callback configuration (spec 22380–22859). */
@Path("room_config")
@ApplicationScoped
public class CallbackResource {
  private static final int COMMANDS_READ = 100;

  @EJB private CallbackSettings settings;
  @Inject private HttpServletRequest request;

  @POST
  @Path("set_callback")
  public Response setCallback(InputStream stream) {
    settings.set(sdkAppId(), subscription(Body.read(stream)));
    return Envelope.ok();
  }

  @POST
  @Path("update_callback")
  public Response updateCallback(InputStream stream) {
    settings.update(sdkAppId(), subscription(Body.read(stream)));
    return Envelope.ok();
  }

  @POST
  @Path("get_callback")
  public Response getCallback(InputStream stream) {
    Body.read(stream);
    Subscription subscription = settings.get(sdkAppId());
    ObjectNode response = Json.object().put("Url", subscription.url());
    subscription.commands().forEach(response.putArray("CallbackCommandList")::add);
    return Envelope.ok(response);
  }

  @POST
  @Path("delete_callback")
  public Response deleteCallback(InputStream stream) {
    Body.read(stream);
    settings.delete(sdkAppId());
    return Envelope.ok();
  }

  /**
   * Takes {@code Token}, 1 to 128 bytes, and {@code IsTokenEnable}, true unless said otherwise. The
   * specification of rooms has no such command; this is the one of the live service.
   */
  @POST
  @Path("set_callback_token")
  public Response setCallbackToken(InputStream stream) {
    Fields body = Body.read(stream);
    if (Boolean.FALSE.equals(body.flagOrNull("IsTokenEnable"))) {
      settings.endSigning(sdkAppId());
    } else {
      settings.signWith(sdkAppId(), body.text("Token"));
    }
    return Envelope.ok();
  }

  private static Subscription subscription(Fields body) {
    return new Subscription(body.text("Url"), body.texts("CallbackCommandList", COMMANDS_READ));
  }

  private long sdkAppId() {
    return Gate.caller(request).sdkAppId();
  }
}
