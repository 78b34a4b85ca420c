package org.therafed.registry.grants;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.registry.access.Caller;

/** What the asking person may read. */
@Cancellable(false)
@Path("/api/grants")
@Produces(MediaType.APPLICATION_JSON)
public class HeldGrantsResource {

  private final RowGrants grants;
  private final Caller caller;

  HeldGrantsResource(RowGrants grants, Caller caller) {
    this.grants = grants;
    this.caller = caller;
  }

  @GET
  public Uni<List<RowGrant>> own() {
    return grants.of(caller.person());
  }
}
