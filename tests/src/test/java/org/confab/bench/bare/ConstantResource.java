package org.confab.bench.bare;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers the same whatever is sent. */
@Path("constant")
public class ConstantResource {
  private static final String ANSWER =
      "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"RequestId\":\"Id-8c9858f01e954611ae2d4c1b1ed7d583-O-Seq-52720\"}";

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public String answer(String body) {
    return ANSWER;
  }
}
