package org.confab.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger.Level;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no {@link Problem}: requests that reach no command, and faults, which are logged
 * once and not shown.
 */
public class EverythingElseMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(EverythingElseMapper.class.getName());

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    Problem refused = refused(failure);
    return refused == null ? fault(failure) : Envelope.fail(request, refused);
  }

  private static @Nullable Problem refused(Throwable failure) {
    if (failure instanceof NotFoundException) {
      return new Problem(Refusal.NO_SUCH_COMMAND, "There is no such command; check the URL.");
    }
    if (failure instanceof WebApplicationException) {
      return new Problem(Refusal.MALFORMED_REQUEST, "The HTTP request is not well formed.");
    }
    return Problem.in(failure);
  }

  private Response fault(Throwable failure) {
    String id = Envelope.newRequestId();
    LOG.log(Level.ERROR, "Request " + id + " failed", failure);
    Problem shown = new Problem(Refusal.INTERNAL, "Something went wrong here. Try again.");
    return Envelope.fail(request, shown, id);
  }
}
