package org.confab.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.confab.kernel.Problem;

/** Answers a refused operation with its code. */
public class ProblemMapper implements ExceptionMapper<Problem> {
  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Problem problem) {
    return Envelope.fail(request, problem);
  }
}
