package org.therafed.gateway.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Routes with a defect whose message quotes a patient. */
public final class BrokenRoutes {

  private BrokenRoutes() {}

  /** Speaks FHIR. */
  @Path("/fhir/test-defect")
  public static class Fhir {
    @GET
    public String get() {
      throw new IllegalStateException("Rossi");
    }
  }

  /** Does not. */
  @Path("/ops/test-defect")
  public static class Ops {
    @GET
    public String get() {
      throw new IllegalStateException("Rossi");
    }
  }
}
