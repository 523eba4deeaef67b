package org.confab.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import org.confab.kernel.Problem;
import org.confab.metrics.Figures;

/** Measures every command from before the gate to its answer; URLs that name none are not. */
@ApplicationScoped
@Priority(CommandMeter.BEFORE_THE_GATE)
public class CommandMeter implements ContainerRequestFilter, ContainerResponseFilter {
  static final int BEFORE_THE_GATE = 1;

  private static final String SINCE = "org.confab.since";
  private static final String CODE = "org.confab.code";

  @Inject private Figures figures;
  @Context private ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(SINCE, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(SINCE) instanceof Long since) {
      Object code = request.getProperty(CODE);
      figures.answered(
          CommandName.of(matched),
          code == null ? "0" : code.toString(),
          Duration.ofNanos(System.nanoTime() - since));
    }
  }

  /** The command was refused. */
  static void refused(HttpServletRequest request, Problem problem) {
    request.setAttribute(CODE, problem.refusal().restCode());
  }
}
