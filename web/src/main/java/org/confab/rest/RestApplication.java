package org.confab.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** {@code /v4/{service}/{command}}. */
@ApplicationPath("/v4")
public class RestApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccountResource.class,
        CallbackResource.class,
        DeadLetterResource.class,
        RoomResource.class,
        MemberResource.class,
        SeatResource.class,
        CommandMeter.class,
        Gate.class,
        ProblemMapper.class,
        EverythingElseMapper.class);
  }
}
