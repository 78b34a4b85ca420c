package org.therafed.registry.cuts;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Data cuts: the list for who may ask, and freezing for the administrator. */
@Cancellable(false)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class CutsResource {

  private final DataCuts cuts;

  CutsResource(DataCuts cuts) {
    this.cuts = cuts;
  }

  /** All frozen cuts, newest first. */
  @GET
  @Path("/api/cuts")
  public Uni<List<DataCut>> all() {
    return cuts.freezeDue().flatMap(done -> cuts.all());
  }

  /** Freezes all that has arrived, as of now. */
  @POST
  @Path("/admin/cuts")
  public Uni<Response> freeze() {
    return cuts.freezeDue()
        .flatMap(done -> cuts.freeze())
        .map(cut -> Response.created(URI.create("/api/cuts")).entity(cut).build());
  }
}
