package org.confab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.metrics.Figures;
import org.confab.rest.Body;

/**
 * {@code POST /}, the only address that the published SDKs call. HTTP says 200 whatever the answer
 * says: {@code {"Response": {…, "RequestId"}}}, or an {@code Error} of {@code Code} and {@code
 * Message} in place of the fields. Who gets {@code /} gets the page.
 */
@WebServlet("")
public class CloudServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(CloudServlet.class.getName());

  /** The version whose actions these are. */
  private static final String VERSION = "2019-07-22";

  @Inject private transient CloudGate gate;
  @Inject private transient CloudActions actions;
  @Inject private transient Figures figures;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // what serves the page would have it read as ISO-8859-1 otherwise
    response.setCharacterEncoding("UTF-8");
    request.getRequestDispatcher("/index.html").forward(request, response);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    doGet(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long since = System.nanoTime();
    String id = UUID.randomUUID().toString();
    CloudAction action = null;
    ObjectNode fields;
    try {
      byte[] sent = Body.bytes(request.getInputStream());
      action = CloudAction.named(required(request, "X-TC-Action"));
      fields = perform(action, request, sent);
    } catch (RuntimeException failure) {
      Problem refused = Problem.in(failure);
      fields = refused == null ? fault(failure, id) : refusal(refused, id);
    }
    if (action != null) {
      figures.answered(
          "cloud/" + action,
          fields.at("/Error/Code").asText("0"),
          Duration.ofNanos(System.nanoTime() - since));
    }
    ObjectNode body = Json.object();
    body.set("Response", fields.put("RequestId", id));
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(Json.write(body));
  }

  private ObjectNode perform(CloudAction action, HttpServletRequest request, byte[] body) {
    Caller caller = gate.admit(request, action, body);
    if (!required(request, "X-TC-Version").equals(VERSION)) {
      throw new Problem(Refusal.NO_SUCH_VERSION, "X-TC-Version must be " + VERSION + ".");
    }
    return actions.perform(action, caller, Body.read(body));
  }

  private static String required(HttpServletRequest request, String header) {
    String value = request.getHeader(header);
    if (value == null || value.isEmpty()) {
      throw new Problem(Refusal.ARGUMENT_MISSING, "The header " + header + " is missing.");
    }
    return value;
  }

  private static ObjectNode refusal(Problem problem, String id) {
    LOG.log(Level.DEBUG, "{0} refused: {1} {2}", id, problem.refusal(), problem.getMessage());
    return error(problem);
  }

  private static ObjectNode fault(RuntimeException failure, String id) {
    LOG.log(Level.ERROR, "Request " + id + " failed", failure);
    return error(new Problem(Refusal.INTERNAL, "Something went wrong here. Try again."));
  }

  private static ObjectNode error(Problem problem) {
    ObjectNode fields = Json.object();
    fields
        .putObject("Error")
        .put("Code", problem.refusal().cloudCode())
        .put("Message", problem.getMessage());
    return fields;
  }
}
