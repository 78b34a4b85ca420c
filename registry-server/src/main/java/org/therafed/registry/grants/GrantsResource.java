package org.therafed.registry.grants;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.registry.access.Caller;

/** Row-level grants for those who propose, end and oversee them. */
@Cancellable(false)
@Path("/admin/grants")
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {

  private final RowGrants grants;
  private final ModuleCatalog modules;
  private final Caller caller;

  GrantsResource(RowGrants grants, ModuleCatalog modules, Caller caller) {
    this.grants = grants;
    this.modules = modules;
    this.caller = caller;
  }

  @GET
  public Uni<List<RowGrant>> all() {
    return grants.all();
  }

  /** Proposes one to the sites that it names; it gives nothing until one of them approves. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> propose(JsonNode request) {
    return grants
        .propose(GrantProposal.read(request, modules, grants.today()), caller.person())
        .map(
            grant ->
                Response.created(URI.create("/admin/grants/" + grant.id())).entity(grant).build());
  }

  @DELETE
  @Path("/{id}")
  public Uni<RowGrant> end(@PathParam("id") String id) {
    return grants.end(id);
  }
}
