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
import org.therafed.registry.access.Caller;

/**
 * The keys of the asking site, so that its gateway replaces its key by itself. A change is signed
 * by a key that is registered: an access token, which another may have got hold of, changes none.
 */
@Cancellable(false)
@Path("/federation/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FederationKeysResource {

  private final SiteKeyRing keys;
  private final Caller caller;

  FederationKeysResource(SiteKeyRing keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  public Uni<List<SiteKeyRing.Listed>> all() {
    return keys.of(caller.site().value());
  }

  /** Adds {@code jwk} or {@code jwks}; the same again changes nothing. */
  @POST
  public Uni<List<SiteKeyRing.Listed>> add(JsonNode request) {
    return keys.add(caller.site().value(), PublicKeys.read(request));
  }

  /** Removes another key than the one that signed this request. */
  @DELETE
  @Path("/{kid}")
  public Uni<List<SiteKeyRing.Listed>> remove(@PathParam("kid") String kid) {
    return keys.remove(caller.site().value(), kid, caller.key());
  }
}
