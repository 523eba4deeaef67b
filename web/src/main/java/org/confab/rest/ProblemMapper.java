package org.confab.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger.Level;
import org.confab.kernel.Problem;

/** Answers a refused operation with its code. */
public class ProblemMapper implements ExceptionMapper<Problem> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Problem problem) {
    String id = Envelope.newRequestId();
    LOG.log(Level.DEBUG, "{0} refused: {1} {2}", id, problem.refusal(), problem.getMessage());
    return Envelope.fail(request, problem, id);
  }
}
