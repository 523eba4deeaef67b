package org.confab.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.confab.callback.DeadLetter;
import org.confab.callback.DeadLetters;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Limits;

/**
 * Callbacks that were given up. The specification has no such commands; the service's name is
 * Confab's own.
 */
@Path("confab_callback")
@ApplicationScoped
public class DeadLetterResource {
  private static final int BY_DEFAULT = 50;

  @EJB private DeadLetters deadLetters;
  @Inject private HttpServletRequest request;

  @POST
  @Path("get_dead_letter_list")
  public Response getDeadLetterList(InputStream stream) {
    Fields body = Body.read(stream);
    long next = Limits.place("Next", body.numeralOrNull("Next"));
    int count =
        Limits.number(
            "Count", body.numberOrNull("Count"), BY_DEFAULT, 1, DeadLetters.NAMED_AT_ONCE);
    DeadLetters.Page page = deadLetters.list(sdkAppId(), next, count);
    ObjectNode response = Json.object();
    ArrayNode list = response.putArray("DeadLetterList");
    page.letters().forEach(letter -> list.add(view(letter)));
    return Envelope.ok(response.put("Next", page.next()).put("TotalCount", page.total()));
  }

  /** Takes {@code DeadLetterIdList}, or {@code IsAll: true}. */
  @POST
  @Path("replay_dead_letters")
  public Response replayDeadLetters(InputStream stream) {
    Fields body = Body.read(stream);
    int replayed =
        Boolean.TRUE.equals(body.flagOrNull("IsAll"))
            ? deadLetters.replayOldest(sdkAppId())
            : deadLetters.replay(sdkAppId(), ids(body));
    return Envelope.ok(remaining().put("ReplayedCount", replayed));
  }

  @POST
  @Path("discard_dead_letters")
  public Response discardDeadLetters(InputStream stream) {
    deadLetters.discard(sdkAppId(), ids(Body.read(stream)));
    return Envelope.ok(remaining());
  }

  private ObjectNode remaining() {
    return Json.object().put("TotalCount", deadLetters.count(sdkAppId()));
  }

  private static List<Long> ids(Fields body) {
    return body.longs("DeadLetterIdList", DeadLetters.NAMED_AT_ONCE);
  }

  private static ObjectNode view(DeadLetter letter) {
    ObjectNode view =
        Json.object()
            .put("DeadLetterId", letter.id())
            .put("EventId", letter.eventId())
            .put("RoomId", letter.roomId())
            .put("CallbackCommand", letter.command())
            .put("Attempts", letter.attempts())
            .put("LastError", letter.lastError())
            .put("EventTime", letter.createdAt());
    return view.set("Body", Json.read(letter.body()));
  }

  private long sdkAppId() {
    return Gate.caller(request).sdkAppId();
  }
}
