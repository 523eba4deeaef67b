package org.confab.openapi;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Takes out {@code endpoints}, which Payara adds to the description although OpenAPI has no such
 * field, and which strict readers complain of.
 */
public class PlainOpenApi implements OASFilter {
  @Override
  public void filterOpenAPI(OpenAPI api) {
    try {
      api.getClass().getMethod("setEndpoints", Map.class).invoke(api, Map.of());
    } catch (NoSuchMethodException anotherServer) {
      // there is nothing to take out
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Cannot take the endpoints out", e);
    }
  }
}
