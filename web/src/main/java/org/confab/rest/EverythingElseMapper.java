package org.confab.rest;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger.Level;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/**
 * Answers what is no {@link Problem}: requests that reach no command, and faults, which are logged
 * once and not shown.
 */
public class EverythingElseMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(EverythingElseMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    String id = Envelope.newRequestId();
    if (failure instanceof NotFoundException) {
      return Envelope.fail(
          new Problem(Refusal.NO_SUCH_COMMAND, "There is no such command; check the URL."), id);
    }
    if (failure instanceof NotAllowedException) {
      return Envelope.fail(
          new Problem(Refusal.MALFORMED_REQUEST, "Commands are called with POST."), id);
    }
    if (failure instanceof WebApplicationException) {
      return Envelope.fail(
          new Problem(Refusal.MALFORMED_REQUEST, "The HTTP request is not well formed."), id);
    }
    if (failure instanceof EJBException && failure.getCause() instanceof Problem problem) {
      return Envelope.fail(problem, id);
    }
    LOG.log(Level.ERROR, "Request " + id + " failed", failure);
    return Envelope.fail(
        new Problem(Refusal.INTERNAL, "Something went wrong here. Try again."), id);
  }
}
