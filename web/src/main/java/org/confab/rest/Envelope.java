package org.confab.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The body around every answer (spec 19680–19720). HTTP says 200 whatever the body says. */
final class Envelope {
  private static final String INSTANCE = UUID.randomUUID().toString().replace("-", "");
  private static final AtomicLong SEQUENCE = new AtomicLong();

  private Envelope() {}

  static Response ok() {
    return ok(null);
  }

  static Response ok(@Nullable ObjectNode response) {
    ObjectNode body = body("OK", "", 0, newRequestId());
    if (response != null) {
      body.set("Response", response);
    }
    return response(body);
  }

  /** The fields of commands that have theirs beside the envelope's own. */
  static Response okBeside(ObjectNode fields) {
    return response(body("OK", "", 0, newRequestId()).setAll(fields));
  }

  static Response fail(HttpServletRequest request, Problem problem, String requestId) {
    CommandMeter.refused(request, problem);
    return response(body("FAIL", problem.getMessage(), problem.refusal().restCode(), requestId));
  }

  /** An id to find the request by in the log. */
  static String newRequestId() {
    return "Id-" + INSTANCE + "-O-Seq-" + SEQUENCE.incrementAndGet();
  }

  private static ObjectNode body(String status, String info, int code, String requestId) {
    return Json.object()
        .put("ActionStatus", status)
        .put("ErrorInfo", info)
        .put("ErrorCode", code)
        .put("RequestId", requestId);
  }

  private static Response response(ObjectNode body) {
    return Response.ok(Json.write(body), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
