package org.confab.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import org.confab.json.Json;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Answers {@code /health/ready} and {@code /health/live} where the server does not: WildFly finds
 * no checks in the web archive of an EAR (WFLY-12835) and calls every deployment ready. Only the
 * EAR's descriptor maps it.
 */
public class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject @Any private transient Instance<HealthCheck> checks;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/health/ready" -> answer(response, Readiness.Literal.INSTANCE);
      case "/health/live" -> answer(response, Liveness.Literal.INSTANCE);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private void answer(HttpServletResponse response, Annotation kind) throws IOException {
    ArrayNode list = Json.object().putArray("checks");
    boolean up = true;
    for (HealthCheck check : checks.select(kind)) {
      HealthCheckResponse result = check.call();
      up &= result.getStatus() == Status.UP;
      list.add(view(result));
    }
    ObjectNode body = Json.object().put("status", (up ? Status.UP : Status.DOWN).name());
    body.set("checks", list);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(Json.write(body));
  }

  private static ObjectNode view(HealthCheckResponse result) {
    ObjectNode view =
        Json.object().put("name", result.getName()).put("status", result.getStatus().name());
    ObjectNode data = view.putObject("data");
    result.getData().ifPresent(all -> all.forEach((key, value) -> data.putPOJO(key, value)));
    return view;
  }
}
