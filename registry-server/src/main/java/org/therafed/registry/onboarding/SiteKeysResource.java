package org.therafed.registry.onboarding;

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
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The keys of a site, for the administrator: after a loss, or where a site cannot do it itself. */
@Cancellable(false)
@Path("/admin/sites/{site}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SiteKeysResource {

  private final SiteKeyRing keys;

  SiteKeysResource(SiteKeyRing keys) {
    this.keys = keys;
  }

  @GET
  public Uni<List<SiteKeyRing.Listed>> all(@PathParam("site") String site) {
    return keys.of(site);
  }

  /** Adds {@code jwk} or {@code jwks}; from now on each of them signs for the site. */
  @POST
  public Uni<List<SiteKeyRing.Listed>> add(@PathParam("site") String site, JsonNode request) {
    return keys.add(site, PublicKeys.read(request));
  }

  /** Removes a key: nothing that it signed or obtained is taken from now on. */
  @DELETE
  @Path("/{kid}")
  public Uni<List<SiteKeyRing.Listed>> remove(
      @PathParam("site") String site, @PathParam("kid") String kid) {
    return keys.remove(site, kid, "");
  }
}
