package org.therafed.registry.ingest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.therafed.registry.access.Caller;
import org.therafed.registry.flow.IngestFlow;

/** {@code POST /fhir}: a transfer of a site, wholly or not at all. */
@Path("/fhir")
public class IngestResource {

  /** The media type of FHIR JSON. */
  public static final String FHIR_JSON = "application/fhir+json";

  private final IngestFlow flow;
  private final Caller caller;

  IngestResource(IngestFlow flow, Caller caller) {
    this.flow = flow;
    this.caller = caller;
  }

  @POST
  @Consumes({FHIR_JSON, MediaType.APPLICATION_JSON})
  @Produces(FHIR_JSON)
  public Uni<Response> transaction(byte[] body) {
    return flow.ingest(caller.site(), body).map(receipt -> Response.ok(receipt, FHIR_JSON).build());
  }
}
