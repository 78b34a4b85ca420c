package org.therafed.registry.ingest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;
import org.therafed.registry.fault.OutcomeJson;

/** {@code POST /fhir}: a transfer of a site, wholly or not at all. */
@Cancellable(false)
@Path("/fhir")
public class IngestResource {

  private final Transfers transfers;
  private final Caller caller;

  IngestResource(Transfers transfers, Caller caller) {
    this.transfers = transfers;
    this.caller = caller;
  }

  @POST
  @Consumes({OutcomeJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(OutcomeJson.MEDIA_TYPE)
  public Uni<Response> transaction(byte[] body) {
    return transfers
        .take(caller.site(), body)
        .map(receipt -> Response.ok(receipt, OutcomeJson.MEDIA_TYPE).build());
  }
}
