package org.confab.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** The body around every answer (spec 19680–19720). HTTP says 200 whatever the body says. */
final class Envelope {
  private static final System.Logger LOG = System.getLogger(Envelope.class.getName());

  /** What could pass for another line, or hide one. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final int PATH_SHOWN = 200;

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
    return response(Json.write(body));
  }

  /** The fields of commands that have theirs beside the envelope's own. */
  static Response okBeside(ObjectNode fields) {
    return response(Json.write(body("OK", "", 0, newRequestId()).setAll(fields)));
  }

  /** The answer to a command that was refused, with a line of the log to find it by. */
  static Response fail(HttpServletRequest request, Problem problem) {
    return response(refusal(request, problem));
  }

  /** The same to a request that does not get as far as JAX-RS. */
  static void fail(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(refusal(request, problem));
  }

  private static String refusal(HttpServletRequest request, Problem problem) {
    String requestId = newRequestId();
    LOG.log(level(problem.refusal()), () -> line(requestId, request.getRequestURI(), problem));
    return refusal(request, problem, requestId);
  }

  private static String line(String requestId, String path, Problem problem) {
    String shown = path.length() > PATH_SHOWN ? path.substring(0, PATH_SHOWN) + "…" : path;
    String line =
        "%s %s refused: %s %s".formatted(requestId, shown, problem.refusal(), problem.getMessage());
    return UNPRINTABLE.matcher(line).replaceAll("?");
  }

  /** A flood must not fill the disk. */
  private static Level level(Refusal refusal) {
    return switch (refusal) {
      case TOO_OFTEN, APPLICATION_TOO_OFTEN -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  /** The answer to what is in the log already. */
  static Response fail(HttpServletRequest request, Problem problem, String requestId) {
    return response(refusal(request, problem, requestId));
  }

  private static String refusal(HttpServletRequest request, Problem problem, String requestId) {
    CommandMeter.refused(request, problem);
    Body.skip(request);
    return Json.write(body("FAIL", problem.getMessage(), problem.refusal().restCode(), requestId));
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

  private static Response response(String body) {
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
