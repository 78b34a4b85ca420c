package org.therafed.registry.grants;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** Row-level grants for the sites that they name: each approves for itself. */
@Cancellable(false)
@Path("/federation/grants")
@Produces(MediaType.APPLICATION_JSON)
public class SiteGrantsResource {

  private final RowGrants grants;
  private final Caller caller;

  SiteGrantsResource(RowGrants grants, Caller caller) {
    this.grants = grants;
    this.caller = caller;
  }

  /** What the asking site is asked to approve, or has approved. */
  @GET
  public Uni<List<RowGrant>> naming() {
    return grants.naming(caller.site().value());
  }

  @POST
  @Path("/{id}/approval")
  public Uni<RowGrant> approve(@PathParam("id") String id) {
    return grants.approve(id, caller.site().value(), caller.key());
  }

  @DELETE
  @Path("/{id}/approval")
  public Uni<RowGrant> withdraw(@PathParam("id") String id) {
    return grants.withdraw(id, caller.site().value());
  }
}
